package org.gatewatch.shell.internal.cli;

import static org.gatewatch.shell.internal.Documents.probe;
import static org.gatewatch.shell.internal.Documents.report;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.gatewatch.shell.internal.Documents;
import org.gatewatch.shell.internal.StatusDocument.ProbeEntry;
import org.gatewatch.shell.internal.StatusDocument.ProblemEntry;
import org.junit.jupiter.api.Test;

class NewsLinesTest {
    private final NewsLines news = new NewsLines();

    @Test
    void tellsEveryProbeOnce() {
        assertEquals(
                List.of("2026-01-01T12:00:00Z branches/paris ACTIVE DEGRADED cause=link loss=20.0% lost/sent=2/10"
                        + " p50ms=12.4 p95ms=24.8"),
                look(probe("paris", "DEGRADED", "link", report(1, 8, 12_400.0))));
        assertEquals(List.of(), look(probe("paris", "DEGRADED", "link", report(1, 8, 12_400.0))));
    }

    @Test
    void tellsEveryCompletedPeriod() {
        look(probe("paris", "HEALTHY", "none", report(1, 10, 40.0)));
        assertEquals(
                1, look(probe("paris", "HEALTHY", "none", report(2, 10, 40.0))).size());
    }

    @Test
    void tellsAChangeOfHealthAtOnce() {
        look(probe("paris", "HEALTHY", "none", report(1, 10, 40.0)));
        assertEquals(
                1, look(probe("paris", "DOWN", "link", report(1, 10, 40.0))).size());
    }

    @Test
    void tellsWhatWasRemovedOnce() {
        look(probe("paris", "HEALTHY", "none", null));
        assertEquals(List.of("2026-01-01T12:00:00Z branches/paris removed"), look());
        assertEquals(List.of(), look());
    }

    @Test
    void tellsAConfigurationProblemAsItComesAndGoes() {
        var problem = new ProblemEntry("m.yaml", 3, 5, "probes", "7", "must be a list");
        var counters = Documents.counters(1, 0, 0, 0, 0);
        var broken = Documents.of(List.of(), List.of(), List.of(problem), counters);
        String text = "m.yaml:3:5: probes: '7': must be a list";
        assertEquals(List.of("2026-01-01T12:00:00Z configuration problem: " + text), news.of(broken));
        assertEquals(List.of(), news.of(broken));
        assertEquals(List.of("2026-01-01T12:00:00Z no longer: " + text), look());
    }

    private List<String> look(ProbeEntry... probes) {
        return news.of(Documents.of(List.of(), List.of(probes)));
    }
}
