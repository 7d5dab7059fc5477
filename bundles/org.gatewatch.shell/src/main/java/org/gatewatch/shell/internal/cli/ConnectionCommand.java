package org.gatewatch.shell.internal.cli;

import static org.gatewatch.shell.internal.cli.ResourceCommand.request;

import java.util.List;
import org.gatewatch.shell.internal.control.ControlRequest;
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
            "SETTING is KEY=VALUE with the keys of connections/*.yaml: name, gatewayAddress and customerGatewayAddress are",
            "needed; KEY= takes a key back. What is made here is written to connections/managed/."
        })
final class ConnectionCommand implements Runnable {
    private static final List<String> FIELDS = List.of(
            "name", "id", "health", "gatewayAddress", "customerGatewayAddress", "connectionMonitorId", "managed");

    @Mixin
    private final ResourceCommand asked;

    @Spec
    private CommandSpec spec;

    ConnectionCommand(Installation installation) {
        this.asked = new ResourceCommand(installation);
    }

    @Override
    public void run() {
        throw ResourceCommand.which(spec);
    }

    @Command(description = "Make a VPN connection.")
    int create(@Parameters(paramLabel = "SETTING", arity = "0..*") List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return change("create", "", settings, "created");
    }

    @Command(description = "List all VPN connections.")
    int list() throws NoAnswerException, RefusedRequest {
        return asked.list(spec, request("connection", "list", "", ""), FIELDS);
    }

    @Command(description = "Show a VPN connection.")
    int show(@Parameters(paramLabel = "ID") String id) throws NoAnswerException, RefusedRequest {
        return asked.show(spec, request("connection", "show", id, ""));
    }

    @Command(description = "Change a VPN connection; its probes follow.")
    int update(
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "SETTING", arity = "0..*") List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return change("update", id, settings, "updated");
    }

    @Command(description = "Make the connection monitor of a VPN connection: it follows its addresses.")
    int monitor(@Parameters(paramLabel = "ID") String id) throws NoAnswerException, RefusedRequest {
        return change("monitor", id, List.of(), "created");
    }

    @Command(description = "Delete a VPN connection that no probe needs.")
    int delete(@Parameters(paramLabel = "ID") String id) throws NoAnswerException, RefusedRequest {
        return change("delete", id, List.of(), "deleted");
    }

    private int change(String operation, String id, List<String> settings, String done)
            throws NoAnswerException, RefusedRequest {
        var words = ResourceCommand.settings(settings, spec);
        return asked.change(spec, new ControlRequest("connection", operation, id, "", words), done);
    }
}
