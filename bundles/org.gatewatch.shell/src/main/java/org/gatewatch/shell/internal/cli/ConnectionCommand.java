package org.gatewatch.shell.internal.cli;

import java.util.List;
import org.gatewatch.shell.internal.cli.ResourceCommand.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "connection",
        description = "Look at VPN connections and change them.",
        footer = {
            "",
            "CONNECTION is its name or its id. SETTING is KEY=VALUE with the keys of connections/*.yaml: "
                    + "name, gatewayAddress and customerGatewayAddress are needed; KEY= takes a key back. What is made "
                    + "here is written to connections/managed/."
        })
final class ConnectionCommand implements Runnable {
    private static final String CONNECTION = "CONNECTION";
    private static final List<String> FIELDS = List.of(
            "name", "id", "health", "gatewayAddress", "customerGatewayAddress", "connectionMonitorId", "managed");

    private static final String SETTING = "KEY=VALUE with a key of connections/*.yaml, for example name=berlin.";

    @Mixin
    private final ResourceCommand asked;

    @Spec
    private CommandSpec spec;

    ConnectionCommand(Installation installation) {
        this.asked = new ResourceCommand("connection", installation);
    }

    @Override
    public void run() {
        throw ResourceCommand.which(spec);
    }

    @Command(description = "Make a VPN connection.")
    int create(@Parameters(paramLabel = "SETTING", arity = "1..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "create", Target.NONE, settings);
    }

    @Command(description = "List all VPN connections.")
    int list() throws NoAnswerException, RefusedRequest {
        return asked.list(spec, Target.NONE, FIELDS);
    }

    @Command(description = "Show a VPN connection with all its settings.")
    int show(@Parameters(paramLabel = CONNECTION) String called) throws NoAnswerException, RefusedRequest {
        return asked.show(spec, Target.of(called));
    }

    @Command(description = "Change a VPN connection; its probes follow.")
    int update(
            @Parameters(paramLabel = CONNECTION) String called,
            @Parameters(paramLabel = "SETTING", arity = "1..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "update", Target.of(called), settings);
    }

    @Command(description = "Make the connection monitor of a VPN connection: it follows its addresses.")
    int monitor(@Parameters(paramLabel = CONNECTION) String called) throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "monitor", Target.of(called), List.of());
    }

    @Command(description = "Delete a VPN connection that no probe needs.")
    int delete(@Parameters(paramLabel = CONNECTION) String called) throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "delete", Target.of(called), List.of());
    }
}
