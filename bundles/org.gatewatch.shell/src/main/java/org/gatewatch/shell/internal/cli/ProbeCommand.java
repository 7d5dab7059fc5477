package org.gatewatch.shell.internal.cli;

import java.util.List;
import org.gatewatch.shell.internal.cli.ResourceCommand.Target;
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
            "PROBE is its name or its id. SETTING is KEY=VALUE with the keys of a probe in monitors/*.yaml, "
                    + "such as destination=203.0.113.1, packetSize=100, enabled=false, tags.site=berlin or "
                    + "thresholds.lossPercent.raise=10; KEY= takes a key back. vpnConnectionId may be the connection's "
                    + "name."
        })
final class ProbeCommand implements Runnable {
    private static final String PROBE = "MONITOR/PROBE";
    static final List<String> FIELDS =
            List.of("name", "id", "state", "protocol", "destinationPort", "source", "destination", "reason");

    private static final String SETTING =
            "KEY=VALUE with a key of a probe in monitors/*.yaml, for example destination=192.0.2.1.";

    @Mixin
    private final ResourceCommand asked;

    @Spec
    private CommandSpec spec;

    ProbeCommand(Installation installation) {
        this.asked = new ResourceCommand("probe", installation);
    }

    @Override
    public void run() {
        throw ResourceCommand.which(spec);
    }

    @Command(description = "Add a probe to a monitor.")
    int create(
            @Parameters(paramLabel = "MONITOR") String monitor,
            @Parameters(paramLabel = "SETTING", arity = "1..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "create", Target.of(monitor), settings);
    }

    @Command(description = "List the probes of a monitor.")
    int list(@Parameters(paramLabel = "MONITOR") String monitor) throws NoAnswerException, RefusedRequest {
        return asked.list(spec, Target.of(monitor), FIELDS);
    }

    @Command(description = "Show a probe with all its settings.")
    int show(@Parameters(paramLabel = PROBE, converter = ProbePath.Converter.class) ProbePath probe)
            throws NoAnswerException, RefusedRequest {
        return asked.show(spec, target(probe));
    }

    @Command(description = "Change a probe; others go on undisturbed.")
    int update(
            @Parameters(paramLabel = PROBE, converter = ProbePath.Converter.class) ProbePath probe,
            @Parameters(paramLabel = "SETTING", arity = "1..*", description = SETTING) List<String> settings)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "update", target(probe), settings);
    }

    @Command(description = "Delete a probe.")
    int delete(@Parameters(paramLabel = PROBE, converter = ProbePath.Converter.class) ProbePath probe)
            throws NoAnswerException, RefusedRequest {
        return asked.change(spec, "delete", target(probe), List.of());
    }

    private static Target target(ProbePath probe) {
        return new Target(probe.monitor(), probe.probe());
    }
}
