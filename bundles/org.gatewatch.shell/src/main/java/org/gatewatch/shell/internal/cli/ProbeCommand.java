package org.gatewatch.shell.internal.cli;

import static org.gatewatch.shell.internal.cli.ResourceCommand.request;

import java.util.List;
import org.gatewatch.shell.internal.control.ControlRequest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "probe",
        description = "Look at the probes of a monitor and change them.",
        footer = {
            "",
            "PROBE is MONITOR/NAME or MONITOR/ID. SETTING is KEY=VALUE with the keys of a probe in monitors/*.yaml, such as",
            "destination=203.0.113.1, packetSize=100, enabled=false or tags.site=berlin; KEY= takes a key back."
        })
final class ProbeCommand implements Runnable {
    static final List<String> FIELDS =
            List.of("name", "id", "state", "protocol", "destinationPort", "source", "destination", "reason");

    @Mixin
    private final ResourceCommand asked;

    @Spec
    private CommandSpec spec;

    ProbeCommand(Installation installation) {
        this.asked = new ResourceCommand(installation);
    }

    @Override
    public void run() {
        throw ResourceCommand.which(spec);
    }

    @Command(description = "Add a probe to a monitor.")
    int create(
            @Parameters(paramLabel = "MONITOR") String monitor,
            @Parameters(paramLabel = "SETTING", arity = "0..*") List<String> settings)
            throws NoAnswerException, RefusedRequest {
        var words = ResourceCommand.settings(settings, spec);
        return asked.change(spec, new ControlRequest("probe", "create", monitor, "", words), "created");
    }

    @Command(description = "List the probes of a monitor.")
    int list(@Parameters(paramLabel = "MONITOR") String monitor) throws NoAnswerException, RefusedRequest {
        return asked.list(spec, request("probe", "list", monitor, ""), FIELDS);
    }

    @Command(description = "Show a probe.")
    int show(@Parameters(paramLabel = "PROBE") String probe) throws NoAnswerException, RefusedRequest {
        return asked.show(spec, request("probe", "show", monitor(probe), name(probe)));
    }

    @Command(description = "Change a probe; others go on undisturbed.")
    int update(
            @Parameters(paramLabel = "PROBE") String probe,
            @Parameters(paramLabel = "SETTING", arity = "0..*") List<String> settings)
            throws NoAnswerException, RefusedRequest {
        var words = ResourceCommand.settings(settings, spec);
        return asked.change(spec, new ControlRequest("probe", "update", monitor(probe), name(probe), words), "updated");
    }

    @Command(description = "Delete a probe.")
    int delete(@Parameters(paramLabel = "PROBE") String probe) throws NoAnswerException, RefusedRequest {
        return asked.change(spec, request("probe", "delete", monitor(probe), name(probe)), "deleted");
    }

    private String monitor(String probe) {
        return probe.substring(0, slash(probe));
    }

    private String name(String probe) {
        return probe.substring(slash(probe) + 1);
    }

    private int slash(String probe) {
        int slash = probe.indexOf('/');
        if (slash < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "'" + probe + "': MONITOR/NAME or MONITOR/ID is needed");
        }
        return slash;
    }
}
