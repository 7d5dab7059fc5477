package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.Documents;
import org.gatewatch.shell.internal.StatusDocument.DetailEntry;
import org.gatewatch.shell.internal.StatusDocument.ErrorEntry;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void saysWhyPacketsWereNotSentAndWhoRefusedThem() {
        var details = List.of(
                new DetailEntry("not-sent", "gateway", "the interface is down", 4, null),
                new DetailEntry("unreachable", "mtu", "too big", 2, new ErrorEntry(3, 4, "192.0.2.1", 1_400)),
                new DetailEntry("lost", "unknown", "no answer", 3, null));

        assertEquals(
                "4 not sent (the interface is down), 2 unreachable (too big, says 192.0.2.1)",
                Figures.note(probe(report(4, 2, details), 1_000, null)));
    }

    @Test
    void saysTheReasonOfAnErrorOnce() {
        var details = List.of(new DetailEntry("not-sent", "gateway", "no route", 4, null));
        var entry = Documents.probe("berlin", "ERROR", "no route", "UNKNOWN", "gateway", report(4, 0, details));

        assertEquals("no route, 4 not sent", Figures.note(entry));
    }

    @Test
    void saysThatTheFiguresAreOlderThanTheVerdict() {
        var old = Documents.report(1, 10, null);
        var report = new ReportEntry(
                old.periodStart().minusSeconds(600), 10, 1, 10, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), 0.0, null);

        assertEquals(
                "the figures are of before this change",
                Figures.note(Documents.probe("berlin", "DOWN", "unknown", report)));
    }

    @Test
    void countsSamplesWhoseReasonIsNotKnown() {
        assertEquals("4 not sent, 2 unreachable", Figures.note(probe(report(4, 2, List.of()), 1_000, null)));
    }

    @Test
    void saysWhenPacketsAreSentMoreSlowlyAndWhatPasses() {
        assertEquals(
                "slowed to one packet in 5000 ms, path MTU 1400",
                Figures.note(probe(report(0, 0, List.of()), 5_000, 1_400)));
    }

    private static ReportEntry report(int notSent, int unreachable, List<DetailEntry> details) {
        var plain = Documents.report(1, 10, null);
        return new ReportEntry(
                plain.periodStart(), 10, 1, 10, 10, 0, 0, 0, unreachable, notSent, 0, 0, 0, 0, 0, details, 0.0, null);
    }

    private static ProbeEntry probe(ReportEntry report, long paceMillis, Integer pathMtu) {
        var plain = Documents.probe("berlin", "HEALTHY", "none", report);
        return new ProbeEntry(
                plain.monitor(),
                plain.probe(),
                null,
                plain.protocol(),
                null,
                plain.source(),
                plain.destination(),
                null,
                plain.interfaceName(),
                plain.state(),
                null,
                plain.health(),
                plain.cause(),
                plain.since(),
                60,
                1_000,
                paceMillis,
                pathMtu,
                report,
                Map.of());
    }
}
