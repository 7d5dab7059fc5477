package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.gatewatch.shell.internal.HistoryQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "thresholds",
        description = "Try thresholds on what was measured: when a probe would have alarmed.",
        footer = {
            "",
            "What is not given is as the probe has it. History knows how many samples of a period were lost, "
                    + "in how many runs, and how long the longest was, not which: they are taken to have been spread "
                    + "over the period. So an alarm is told with the period it falls into, and a level that is just "
                    + "met may differ by one."
        })
final class ThresholdsCommand implements Callable<Integer> {
    @Mixin
    private final SpanOptions span;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--probe",
            required = true,
            paramLabel = "MONITOR/PROBE",
            description = "Which probe.",
            converter = ProbePath.Converter.class)
    private ProbePath probe;

    @Option(names = "--raise-loss", paramLabel = "PERCENT", description = "DEGRADED from this loss on, 0 to 100.")
    private Double raiseLoss;

    @Option(
            names = "--clear-loss",
            paramLabel = "PERCENT",
            description = "Taken back below it. Default: in proportion, as the probe has it.")
    private Double clearLoss;

    @Option(names = "--raise-rtt", paramLabel = "MS", description = "DEGRADED from this mean RTT on.")
    private Double raiseRtt;

    @Option(
            names = "--clear-rtt",
            paramLabel = "MS",
            description = "Taken back below it. Default: nine tenths of --raise-rtt.")
    private Double clearRtt;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = PastTime.DESCRIPTION,
            defaultValue = "7d",
            converter = PastTime.class)
    private Instant since;

    ThresholdsCommand(Installation installation) {
        this.span = new SpanOptions(installation);
    }

    @Override
    public Integer call() throws NoAnswerException, RefusedRequest {
        requirePercent("--raise-loss", raiseLoss);
        requirePercent("--clear-loss", clearLoss);
        requireOrder("loss", clearLoss, raiseLoss);
        requireOrder("rtt", clearRtt, raiseRtt);
        var trial = new HistoryQuestion.Trial(raiseLoss, clearLoss, raiseRtt, clearRtt);
        return span.print(span.about(probe, since, trial), new AlarmLines(ZoneId.systemDefault())::of);
    }

    private void requirePercent(String option, Double value) {
        if (value != null && (value < 0 || value > 100)) {
            throw new ParameterException(spec.commandLine(), option + " " + value + ": allowed is 0 to 100");
        }
    }

    private void requireOrder(String level, Double clear, Double raise) {
        if (clear != null && raise != null && clear > raise) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--clear-" + level + " " + clear + ": allowed is at most --raise-" + level + ", " + raise);
        }
    }
}
