package org.gatewatch.shell.internal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryQuestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "history",
        description = "Show the completed periods of a probe, also those of before the last restart.",
        footer = {
            "",
            "On a terminal each loss has a bar of ten, full when all is lost, and each RTT one, full at the longest that is shown.",
            "The JSON is described in doc/HISTORY.md of the image."
        })
final class HistoryCommand implements Callable<Integer> {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Installation installation;
    private final boolean terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MONITOR/PROBE", description = "Which probe.", converter = ProbePath.Converter.class)
    private ProbePath probe;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "90s, 15m, 1h or 7d ago, or 2026-01-31T12:00:00Z. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1h",
            converter = PastTime.class)
    private Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Likewise. Default: now.",
            defaultValue = "0s",
            converter = PastTime.class)
    private Instant until;

    @Option(
            names = "--samples",
            description = "Show single packets, kept for a day where the probe or its monitor says keepSamples: true.")
    private boolean samples;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the instance. Default: data in the image.")
    private Path data;

    HistoryCommand(Installation installation, boolean terminal) {
        this.installation = installation;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws NoAnswerException {
        PastTime.requireOrder(since, until, spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        var client = new StatusClient(data == null ? installation.data() : data, ANSWER_LIMIT);
        var question = new HistoryQuestion(probe.monitor(), probe.probe(), since, until, null, samples);
        if (json) {
            client.print(question, out);
            out.println();
        } else {
            HistoryDocument answer = client.ask(question);
            lines(answer).forEach(out::println);
            return answer.isRefusal() ? ExitCode.FAILED : ExitCode.GOOD;
        }
        return ExitCode.GOOD;
    }

    private List<String> lines(HistoryDocument answer) {
        boolean colours =
                terminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        var palette = colours ? Palette.ANSI : Palette.PLAIN;
        return samples
                ? new SampleTable(palette, ZoneId.systemDefault()).lines(answer)
                : new HistoryTable(palette, terminal, ZoneId.systemDefault()).lines(answer);
    }
}
