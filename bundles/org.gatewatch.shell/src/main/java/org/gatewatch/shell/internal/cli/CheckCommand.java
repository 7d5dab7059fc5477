package org.gatewatch.shell.internal.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.CheckedConfiguration;
import org.gatewatch.api.desired.ConfigurationCheck.SeenRtt;
import org.gatewatch.api.desired.ConfigurationProblem.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Check the configuration files without running them; needs no privileges.",
        footer = {
            "",
            "Prints one line for each problem, FILE:LINE:COLUMN: KEY: 'VALUE': what is wrong (allowed: ...), and for "
                    + "each of what is legal but unwise, with 'warning: ' before the key. Warnings alone are no "
                    + "failure. When an instance runs on the data folder, timeouts are compared with its round trips."
        })
final class CheckCommand implements Callable<Integer> {
    private static final double NANOS_PER_MICRO = 1_000.0;

    private final Installation installation;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Folder with connections/ and monitors/. Default: GATEWATCH_CONFIG, else config in the image.")
    private Path config;

    @Mixin
    private final InstanceOption instance;

    CheckCommand(Installation installation) {
        this.installation = installation;
        this.instance = new InstanceOption(installation);
    }

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        Path folder = Folder.existing("--config", config, installation.config(), commandLine);
        CheckedConfiguration checked = Checks.of(folder, seen());
        Checks.print(folder, checked, commandLine.getOut(), commandLine.getErr());
        return checked.problems(Severity.ERROR).isEmpty() ? ExitCode.GOOD : ExitCode.FAILED;
    }

    private SeenRtt seen() {
        var rtts = new HashMap<ProbeId, Duration>();
        try {
            for (var probe : instance.client().running().probes()) {
                if (probe.report() != null && probe.report().rttMicros() != null) {
                    long nanos = Math.round(probe.report().rttMicros().p95() * NANOS_PER_MICRO);
                    rtts.put(new ProbeId(probe.monitor(), probe.probe()), Duration.ofNanos(nanos));
                }
            }
        } catch (NoAnswerException | RefusedRequest e) {
            return SeenRtt.NONE; // nothing has to run for a check
        }
        return id -> Optional.ofNullable(rtts.get(id));
    }
}
