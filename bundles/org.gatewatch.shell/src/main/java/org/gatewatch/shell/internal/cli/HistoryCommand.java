package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = "Show the completed periods of a probe, also those of before the last restart.",
        footer = {
            "",
            "On a terminal each loss has a bar of ten, full when all is lost, and each RTT one, full at the "
                    + "longest that is shown.",
            "The JSON is described in doc/HISTORY.md of the image."
        })
final class HistoryCommand implements Callable<Integer> {
    private final boolean terminal;

    @Mixin
    private final SpanOptions span;

    @Parameters(paramLabel = "MONITOR/PROBE", description = "Which probe.", converter = ProbePath.Converter.class)
    private ProbePath probe;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = PastTime.DESCRIPTION,
            defaultValue = "1h",
            converter = PastTime.class)
    private Instant since;

    @Option(
            names = "--samples",
            description = "Show single packets, kept for a day where the probe or its monitor says keepSamples: true.")
    private boolean samples;

    HistoryCommand(Installation installation, boolean terminal) {
        this.terminal = terminal;
        this.span = new SpanOptions(installation);
    }

    @Override
    public Integer call() throws NoAnswerException, RefusedRequest {
        var palette = Palette.of(terminal);
        var zone = ZoneId.systemDefault();
        var question = span.about(probe, since, null);
        return samples
                ? span.print(question.aboutSamples(), new SampleTable(palette, zone)::lines)
                : span.print(question, new HistoryTable(palette, terminal, zone)::lines);
    }
}
