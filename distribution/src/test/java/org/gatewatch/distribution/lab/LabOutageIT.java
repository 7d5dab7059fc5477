package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails on our own side is never the peer's loss, and the end comes quickly. */
final class LabOutageIT {
    private static final List<String> PROBES = List.of("fine4", "fine6");

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: outage
            aggregationPeriod: 1
            probes:
              - {name: fine4, destination: 203.0.113.1, interval: 100ms, timeout: 500ms}
              - {name: fine6, destination: "2001:db8:1:1::2", interval: 100ms, timeout: 500ms}
            """);

    @Test
    void countsWhatCouldNotBeSentAsNotSentAndStopsOnRequest() throws InterruptedException {
        awaitReports(report -> report.answered() >= 9);
        GATEWATCH.lab().run("link", "gw", "wan", "down");
        awaitReports(report -> report.sent() == 0 && report.notSent() >= 9);
        assertEquals(List.of("ERROR", "ERROR"), states());
        GATEWATCH.lab().run("link", "gw", "wan", "up");
        awaitReports(report -> report.notSent() == 0 && report.answered() >= 9);
        assertEquals(List.of("ACTIVE", "ACTIVE"), states());

        for (String probe : PROBES) {
            for (Report report : GATEWATCH.reports(probe)) {
                assertEquals(0, report.lost() + report.late() + report.unreachable(), report::toString);
            }
        }

        Duration stop = GATEWATCH.terminate();
        assertTrue(stop.compareTo(Duration.ofSeconds(2)) < 0, () -> "took " + stop);
    }

    /** Until the last period of both probes is as it should be. */
    private static void awaitReports(Predicate<Report> expected) {
        await().until(() -> PROBES.stream().allMatch(probe -> isLast(probe, expected)));
    }

    private static boolean isLast(String probe, Predicate<Report> expected) {
        List<Report> reports = GATEWATCH.reports(probe);
        return !reports.isEmpty() && expected.test(reports.get(reports.size() - 1));
    }

    private static List<String> states() {
        return GATEWATCH.status().probes().stream()
                .map(Status.ProbeEntry::state)
                .toList();
    }
}
