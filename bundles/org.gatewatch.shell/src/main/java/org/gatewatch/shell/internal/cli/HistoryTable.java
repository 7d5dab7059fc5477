package org.gatewatch.shell.internal.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.PeriodEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;
import org.gatewatch.shell.internal.cli.Palette.Tone;
import org.gatewatch.shell.internal.cli.Table.Cell;
import org.gatewatch.shell.internal.cli.Table.Column;

/**
 * The past of a probe as a person reads it.
 *
 * @param palette colours, or none
 * @param bars whether loss and RTT have a picture, too
 * @param zone in which times are given
 */
record HistoryTable(Palette palette, boolean bars, ZoneId zone) {
    private static final int BAR = 10;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    List<String> lines(HistoryDocument document) {
        var lines = new ArrayList<String>();
        if (document.problem() != null) {
            lines.add("problem: " + document.problem());
        }
        if (document.periods().isEmpty()) {
            lines.add("nothing is stored of " + document.monitor() + "/" + document.probe() + " between "
                    + time(document.since()) + " and " + time(document.until()) + " (" + zoneName() + ")"
                    + (document.oldest() == null ? "" : "; history goes back to " + time(document.oldest())));
            return lines;
        }
        double longest = document.periods().stream()
                .mapToDouble(period -> p50Micros(period.report()))
                .max()
                .orElse(0);
        var table = new Table(
                Column.left("PERIOD (" + zoneName() + ")"),
                Column.left("HEALTH"),
                Column.left("CAUSE"),
                Column.right("LOSS"),
                Column.left(""),
                Column.right("LOST/SENT"),
                Column.right("P50 MS"),
                Column.left(""),
                Column.right("P95 MS"),
                Column.left("NOTE"));
        document.periods().forEach(period -> table.row(row(period, longest)));
        lines.addAll(table.lines(palette));
        return lines;
    }

    private Cell[] row(PeriodEntry period, double longest) {
        ReportEntry report = period.report();
        Double loss = report.lossPercent();
        return new Cell[] {
            Cell.of(time(report.periodStart())),
            new Cell(period.health(), Tone.ofHealth(period.health())),
            Cell.of(period.cause().equals("none") ? "-" : period.cause()),
            Cell.of(Figures.loss(report)),
            new Cell(bar(loss == null ? 0 : loss / 100, '#'), Tone.BAD),
            Cell.of(Figures.lostOfSent(report)),
            Cell.of(Figures.p50(report)),
            new Cell(bar(longest == 0 ? 0 : p50Micros(report) / longest, '='), Tone.GOOD),
            Cell.of(Figures.p95(report)),
            new Cell(Figures.note(report), Tone.FAINT)
        };
    }

    private static double p50Micros(ReportEntry report) {
        return report.rttMicros() == null ? 0 : report.rttMicros().p50();
    }

    /** Any share above none has one character. */
    private String bar(double share, char character) {
        return bars ? String.valueOf(character).repeat((int) Math.ceil(share * BAR)) : "";
    }

    private String zoneName() {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
