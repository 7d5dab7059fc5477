package org.gatewatch.shell.internal.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatewatch.shell.internal.ConnectionMonitorNames;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusDocument.ConnectionEntry;
import org.gatewatch.shell.internal.StatusDocument.MonitorEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;
import org.gatewatch.shell.internal.cli.Palette.Tone;
import org.gatewatch.shell.internal.cli.Table.Cell;
import org.gatewatch.shell.internal.cli.Table.Column;

/**
 * The status for people: first what is bad, on top what the figures cannot be trusted without.
 *
 * @param zone of the person who reads
 */
record StatusTable(Palette palette, ZoneId zone) {
    private static final List<String> WORST_FIRST = List.of("DOWN", "DEGRADED", "UNKNOWN", "HEALTHY");

    List<String> lines(StatusDocument document) {
        var lines = new ArrayList<String>();
        lines.add(title(document));
        lines.addAll(Notices.of(document, palette));
        if (!document.connections().isEmpty()) {
            lines.add("");
            lines.add(summary(
                    "connection",
                    document.connections().stream().map(ConnectionEntry::health).toList()));
            lines.addAll(connections(document).lines(palette));
        }
        var groups = document.monitors().stream().filter(StatusTable::isGroup).toList();
        if (!groups.isEmpty()) {
            lines.add("");
            lines.add(
                    summary("monitor", groups.stream().map(MonitorEntry::health).toList()));
            lines.addAll(monitors(groups, document).lines(palette));
        }
        if (!document.probes().isEmpty()) {
            lines.add("");
            lines.add(summary(
                    "probe", document.probes().stream().map(ProbeEntry::health).toList()));
            lines.addAll(probes(document).lines(palette));
        }
        return lines;
    }

    private String title(StatusDocument document) {
        var at = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
                .format(document.at().atZone(zone));
        return palette.paint(Tone.HEADING, document.host()) + "  " + at + "  gatewatch " + document.version() + " up "
                + Words.age(Duration.between(document.startedAt(), document.at()));
    }

    private String summary(String thing, List<String> healths) {
        String counts = WORST_FIRST.stream()
                .filter(healths::contains)
                .map(health -> palette.paint(
                        Tone.ofHealth(health),
                        healths.stream().filter(health::equals).count() + " " + health))
                .collect(Collectors.joining(", "));
        return Words.count(healths.size(), thing) + ": " + counts;
    }

    private Table connections(StatusDocument document) {
        var table = new Table(
                Column.left("HEALTH"),
                Column.left("CAUSE"),
                Column.left("CONNECTION"),
                Column.right("CHANGED"),
                Column.left("CUSTOMER GATEWAY"),
                Column.left("GATEWAY"));
        document.connections().stream()
                .sorted(Comparator.comparingInt((ConnectionEntry entry) -> rank(entry.health()))
                        .thenComparing(ConnectionEntry::name))
                .forEach(entry -> table.row(
                        health(entry.health()),
                        cause(entry.cause()),
                        Cell.of(entry.name()),
                        Cell.of(Words.ago(entry.since(), document.at())),
                        Cell.of(entry.customerGatewayAddress()),
                        Cell.of(entry.gatewayAddress())));
        return table;
    }

    /** A monitor with one probe says nothing that its probe does not say. */
    private static boolean isGroup(MonitorEntry entry) {
        return entry.probes() > 1;
    }

    private static Table monitors(List<MonitorEntry> monitors, StatusDocument document) {
        var table = new Table(
                Column.left("HEALTH"),
                Column.left("CAUSE"),
                Column.left("MONITOR"),
                Column.right("CHANGED"),
                Column.right("PROBES"));
        monitors.stream()
                .sorted(Comparator.comparingInt((MonitorEntry entry) -> rank(entry.health()))
                        .thenComparing(MonitorEntry::monitor))
                .forEach(entry -> table.row(
                        health(entry.health()),
                        cause(entry.cause()),
                        Cell.of(entry.monitor()),
                        Cell.of(Words.ago(entry.since(), document.at())),
                        Cell.of(Integer.toString(entry.probes()))));
        return table;
    }

    private Table probes(StatusDocument document) {
        var table = new Table(
                Column.left("HEALTH"),
                Column.left("CAUSE"),
                Column.left("PROBE"),
                Column.right("LOSS"),
                Column.right("LOST/SENT"),
                Column.right("P50 ms"),
                Column.right("P95 ms"),
                Column.right("CHANGED"),
                Column.left("STATE"),
                Column.left("DESTINATION"),
                Column.left("VIA"),
                Column.left("NOTE"));
        var connections = connectionNames(document);
        worstFirst(document).forEach(entry -> table.row(row(entry, connections, document.at())));
        return table;
    }

    private static Map<String, String> connectionNames(StatusDocument document) {
        return document.connections().stream().collect(Collectors.toMap(ConnectionEntry::id, ConnectionEntry::name));
    }

    /** What the probe may be called in commands, too. */
    private static String shown(ProbeEntry entry, Map<String, String> connections) {
        String connection = entry.connectionId() == null ? null : connections.get(entry.connectionId());
        return ConnectionMonitorNames.shown(entry.monitor(), connection) + "/" + entry.probe();
    }

    private static Stream<ProbeEntry> worstFirst(StatusDocument document) {
        return document.probes().stream()
                .sorted(Comparator.comparingInt((ProbeEntry entry) -> rank(entry.health()))
                        .thenComparing(entry -> entry.state().equals("ERROR") ? 0 : 1)
                        .thenComparing(ProbeEntry::path));
    }

    private static Cell[] row(ProbeEntry entry, Map<String, String> connections, Instant at) {
        ReportEntry report = entry.report();
        return new Cell[] {
            health(entry.health()),
            cause(entry.cause()),
            Cell.of(shown(entry, connections)),
            Cell.of(Figures.loss(report)),
            Cell.of(Figures.lostOfSent(report)),
            Cell.of(Figures.p50(report)),
            Cell.of(Figures.p95(report)),
            Cell.of(Words.ago(entry.since(), at)),
            new Cell(entry.state(), entry.state().equals("ERROR") ? Tone.BAD : Tone.NORMAL),
            Cell.of(entry.destination()),
            Cell.of(entry.interfaceName() == null ? "-" : entry.interfaceName()),
            Cell.of(Figures.note(entry))
        };
    }

    private static Cell health(String health) {
        return new Cell(health, Tone.ofHealth(health));
    }

    private static Cell cause(String cause) {
        return Cell.of(cause.equals("none") ? "-" : cause);
    }

    private static int rank(String health) {
        int rank = WORST_FIRST.indexOf(health);
        return rank < 0 ? WORST_FIRST.indexOf("UNKNOWN") : rank;
    }
}
