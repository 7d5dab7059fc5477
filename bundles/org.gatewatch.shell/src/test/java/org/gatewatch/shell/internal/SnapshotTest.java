package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.report.Report;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Instant START = Running.START;

    private final Snapshot snapshot = new Snapshot("gw1", "0.1.0", START);

    @Test
    void saysWhichServicesAreMissing() {
        StatusDocument document = snapshot.of(Services.NONE, START);
        assertEquals(List.of("monitoring", "configuration"), document.missing());
        assertEquals(List.of(), document.probes());
        assertNull(document.counters());
    }

    @Test
    void writesLossAndRttOfTheLastReport() throws UnknownHostException {
        var entry = document(Optional.of(Running.report())).probes().get(0);
        assertEquals(33.333, entry.report().lossPercent());
        assertEquals(41.2, entry.report().rttMicros().min());
        assertEquals(61.0, entry.report().rttMicros().p95());
        assertNull(entry.report().rttMicros().jitter());
        assertEquals(30, entry.report().periodSeconds());
        assertEquals("branches/paris", entry.path());
    }

    @Test
    void showsTheEgressThatIsReallyUsed() throws UnknownHostException {
        var entry = document(Optional.empty()).probes().get(0);
        assertEquals("198.51.100.2", entry.source());
        assertEquals("wan0", entry.interfaceName());
        assertNull(entry.report());
        assertNull(entry.reason());
    }

    @Test
    void leavesOutWhenAConnectionWasNeverJudged() throws UnknownHostException {
        var entry = document(Optional.empty()).connections().get(0);
        assertNull(entry.since());
        assertEquals("UNKNOWN", entry.health());
        assertEquals(Running.CONNECTION.toString(), entry.id());
    }

    @Test
    void passesConfigurationProblemsOn() throws UnknownHostException {
        assertEquals(
                List.of(new StatusDocument.ProblemEntry("a.yaml", 3, 5, "interval", "1x", "allowed are …")),
                document(Optional.empty()).problems());
    }

    @Test
    void tellsHowReportersDo() throws UnknownHostException {
        assertEquals(
                List.of(new StatusDocument.ReporterEntry("mqtt/default", "tcp://broker", false, "refused", 7, 1)),
                document(Optional.empty()).reporters());
    }

    private StatusDocument document(Optional<Report> report) throws UnknownHostException {
        return snapshot.of(
                Running.services(Running.monitoring(List.of(Running.status(report)))), START.plusSeconds(60));
    }
}
