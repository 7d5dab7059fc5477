package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.SampleEntry;
import org.gatewatch.shell.internal.cli.Palette.Tone;
import org.gatewatch.shell.internal.cli.Table.Cell;
import org.gatewatch.shell.internal.cli.Table.Column;

/**
 * Single packets of a probe as a person reads them.
 *
 * @param palette colours, or none
 * @param zone in which times are given
 */
record SampleTable(Palette palette, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final String ANSWERED = "answered";
    private static final double MICROS_PER_MILLI = 1_000.0;

    List<String> lines(HistoryDocument document) {
        var lines = new ArrayList<String>();
        if (document.problem() != null) {
            lines.add("problem: " + document.problem());
        }
        if (document.samples() == null || document.samples().isEmpty()) {
            lines.add("no samples are stored of " + document.monitor() + "/" + document.probe() + " between "
                    + time(document.since()) + " and " + time(document.until())
                    + "; they are kept of monitors and probes that say keepSamples: true");
            return lines;
        }
        var table = new Table(Column.left("SENT"), Column.left("OUTCOME"), Column.right("RTT MS"));
        document.samples().forEach(sample -> table.row(row(sample)));
        lines.addAll(table.lines(palette));
        return lines;
    }

    private Cell[] row(SampleEntry sample) {
        Tone tone = sample.outcome().equals(ANSWERED) ? Tone.GOOD : Tone.BAD;
        return new Cell[] {
            Cell.of(time(Instant.parse(sample.at()))), new Cell(sample.outcome(), tone), Cell.of(rtt(sample))
        };
    }

    private static String rtt(SampleEntry sample) {
        return sample.rttMicros() == null ? "-" : "%.3f".formatted(sample.rttMicros() / MICROS_PER_MILLI);
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
