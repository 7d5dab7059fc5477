package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryQuestion;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands about the past share: up to when, of which instance, and how the answer is printed. */
final class SpanOptions {
    @Mixin
    private final InstanceOption instance;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Likewise. Default: now.",
            defaultValue = "0s",
            converter = PastTime.class)
    private Instant until;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SpanOptions(Installation installation) {
        this.instance = new InstanceOption(installation);
    }

    /** What is asked about the time from then on. */
    HistoryQuestion about(ProbePath probe, Instant since, HistoryQuestion.Trial trial) {
        if (until.isBefore(since)) {
            throw new ParameterException(
                    spec.commandLine(), "--until " + until + ": allowed is a time after --since, " + since);
        }
        return new HistoryQuestion(probe.monitor(), probe.probe(), since, until, trial);
    }

    /** Prints the answer. */
    int print(HistoryQuestion question, Lines lines) throws NoAnswerException, RefusedRequest {
        var out = spec.commandLine().getOut();
        if (json) {
            instance.client().printHistory(question, out);
            out.println();
        } else {
            lines.of(instance.client().history(question)).forEach(out::println);
        }
        return ExitCode.GOOD;
    }

    /** An answer for people. */
    @FunctionalInterface
    interface Lines {
        Iterable<String> of(HistoryDocument answer);
    }
}
