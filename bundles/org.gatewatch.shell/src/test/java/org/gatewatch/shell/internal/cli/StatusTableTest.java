package org.gatewatch.shell.internal.cli;

import static org.gatewatch.shell.internal.Documents.AT;
import static org.gatewatch.shell.internal.Documents.connection;
import static org.gatewatch.shell.internal.Documents.probe;
import static org.gatewatch.shell.internal.Documents.report;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.Documents;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusDocument.CountersEntry;
import org.gatewatch.shell.internal.StatusDocument.MonitorEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ProblemEntry;
import org.gatewatch.shell.internal.StatusDocument.ReporterEntry;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final CountersEntry NOTHING_DROPPED = Documents.counters(9, 0, 0, 0, 0);

    @Test
    void showsTheWorstFirstInAlignedColumns() {
        var document = Documents.of(
                List.of(
                        connection("berlin", "HEALTHY", "none", AT.minusSeconds(7_500)),
                        connection("rome", "DOWN", "link", AT.minusSeconds(180)),
                        connection("oslo", "UNKNOWN", "unknown", null)),
                List.of(
                        probe("berlin", "HEALTHY", "none", report(7, 10, 47.1)),
                        probe("paris", "DEGRADED", "link", report(7, 8, 12_400.0)),
                        probe("rome", "DOWN", "link", report(7, 0, null)),
                        probe("oslo", "ERROR", "no route", "UNKNOWN", "gateway", null)));
        assertEquals("""
                gw1  2026-01-01 12:00:00 Z  gatewatch 0.1.0 up 2h 05m

                3 connections: 1 DOWN, 1 UNKNOWN, 1 HEALTHY
                HEALTH   CAUSE    CONNECTION     CHANGED  CUSTOMER GATEWAY  GATEWAY
                DOWN     link     rome            3m ago  203.0.113.1       198.51.100.2
                UNKNOWN  unknown  oslo                 -  203.0.113.1       198.51.100.2
                HEALTHY  -        berlin      2h 05m ago  203.0.113.1       198.51.100.2

                4 probes: 1 DOWN, 1 DEGRADED, 1 UNKNOWN, 1 HEALTHY
                HEALTH    CAUSE    PROBE             LOSS  LOST/SENT  P50 ms  P95 ms  CHANGED  STATE   DESTINATION  VIA   NOTE
                DOWN      link     branches/rome     100%      10/10       -       -   3m ago  ACTIVE  203.0.113.1  wan0
                DEGRADED  link     branches/paris   20.0%       2/10    12.4    24.8   3m ago  ACTIVE  203.0.113.1  wan0
                UNKNOWN   gateway  branches/oslo        -          -       -       -   3m ago  ERROR   203.0.113.1  wan0  no route, no period completed yet
                HEALTHY   -        branches/berlin     0%       0/10   0.047   0.094   3m ago  ACTIVE  203.0.113.1  wan0
                """, plain(document));
    }

    @Test
    void showsMonitorsOfSeveralProbes() {
        var plain = Documents.of(List.of(), List.of());
        var document = new StatusDocument(
                1,
                plain.host(),
                plain.version(),
                1,
                AT,
                AT,
                List.of(),
                List.of(),
                List.of(
                        new MonitorEntry("single", "DOWN", "link", AT, 1, null, 1, Map.of()),
                        new MonitorEntry("pair", "DEGRADED", "link", AT.minusSeconds(180), 2, 2, 1, Map.of())),
                List.of(),
                List.of(),
                NOTHING_DROPPED,
                null,
                List.of());
        assertTrue(plain(document).contains("""
                1 monitor: 1 DEGRADED
                HEALTH    CAUSE  MONITOR  CHANGED  PROBES
                DEGRADED  link   pair      3m ago       2
                """), plain(document));
    }

    @Test
    void saysOnTopWhatIsMissing() {
        assertTrue(plain(Documents.withoutServices())
                .contains("\n! monitoring is not running: its part of this table is empty (see the log)\n"
                        + "! configuration is not running"));
    }

    @Test
    void saysWhenNothingIsWatched() {
        assertTrue(plain(Documents.of(List.of(), List.of())).contains("Nothing is watched: put files into"));
    }

    @Test
    void listsConfigurationProblemsAsCheckDoes() {
        var problem = new ProblemEntry("m.yaml", 3, 5, "probes[0].interval", "1x", "allowed are 10ms to 1h");
        String text = plain(withProblems(List.of(problem)));
        assertTrue(
                text.contains("! 1 configuration problem; a file's last good version, if it had one, keeps running:\n"),
                text);
        assertTrue(text.contains("\n  m.yaml:3:5: probes[0].interval: '1x': allowed are 10ms to 1h\n"), text);
    }

    @Test
    void doesNotSayThatSettingsWithAProblemKeepRunning() {
        var problem = new ProblemEntry("org.gatewatch.mqtt.cfg", 3, 1, "enabled", "yes", "neither true nor false");
        String text = plain(withProblems(List.of(problem)));
        assertTrue(text.contains("! 1 problem of settings; what reads a refused value stands still"), text);
        assertFalse(text.contains("keeps running"), text);
    }

    @Test
    void doesNotLetManyProblemsHideTheTable() {
        var problem = new ProblemEntry("m.yaml", 0, 0, "", "", "not YAML");
        String text = plain(withProblems(Collections.nCopies(12, problem)));
        assertTrue(text.contains("\n  and 7 more: gatewatch check\n"), text);
    }

    @Test
    void showsCountersOnlyWhenTheyAreNotZero() {
        assertFalse(plain(counting(NOTHING_DROPPED)).contains("!"));
        String text = plain(counting(Documents.counters(9, 0, 5, 3, 4)));
        assertTrue(text.contains("! 5 packets missed since the start"), text);
        assertTrue(text.contains("! 3 answers dropped since the start"), text);
        assertTrue(text.contains("! 4 reports dropped since the start"), text);
    }

    @Test
    void tellsWhoDoesNotReport() {
        var document = Documents.with(
                Documents.of(List.of(), List.of()),
                List.of(
                        new ReporterEntry("mqtt/default", "tcp://broker:1883", false, "connection refused", 12, 3),
                        new ReporterEntry("snmp", "udp:127.0.0.1:1161", true, null, 0, 0)));
        String text = plain(document);
        String silent = "! mqtt/default (tcp://broker:1883) does not work: connection refused; 12 reports waiting\n";
        assertTrue(text.contains(silent), text);
        assertTrue(text.contains("! mqtt/default: 3 reports lost since the start\n"), text);
        assertFalse(text.contains("snmp"), text);
    }

    @Test
    void callsAConnectionMonitorAfterItsConnection() {
        var probe = connectionProbe("connection-monitor-1418fd6d-1a53-4bd9-a0c0-000000000000", "id-rome");
        var document = Documents.of(List.of(connection("rome", "DOWN", "link", AT)), List.of(probe));
        assertTrue(plain(document).contains(" connection-monitor-rome/link "), plain(document));
    }

    private static ProbeEntry connectionProbe(String monitor, String connection) {
        return new ProbeEntry(
                monitor,
                "link",
                connection,
                "ICMP",
                null,
                "198.51.100.2",
                "203.0.113.1",
                null,
                "wan0",
                "ACTIVE",
                null,
                "DOWN",
                "link",
                AT,
                60,
                1_000,
                1_000,
                null,
                null,
                Map.of());
    }

    @Test
    void coloursHealthAndKeepsTheColumns() {
        var document = Documents.of(List.of(connection("rome", "DOWN", "link", AT)), List.of());
        String coloured = String.join("\n", new StatusTable(Palette.ANSI, ZoneOffset.UTC).lines(document));
        assertTrue(coloured.contains("\033[1;31mDOWN\033[0m"), coloured);
        assertEquals(plain(document), coloured.replaceAll("\033\\[[0-9;]*m", "") + "\n");
    }

    private static StatusDocument withProblems(List<ProblemEntry> problems) {
        return Documents.of(List.of(), List.of(), problems, NOTHING_DROPPED);
    }

    private static StatusDocument counting(CountersEntry counters) {
        return Documents.of(
                List.of(), List.of(probe("berlin", "HEALTHY", "none", report(1, 10, 40.0))), List.of(), counters);
    }

    private static String plain(StatusDocument document) {
        return String.join("\n", new StatusTable(Palette.PLAIN, ZoneOffset.UTC).lines(document)) + "\n";
    }
}
