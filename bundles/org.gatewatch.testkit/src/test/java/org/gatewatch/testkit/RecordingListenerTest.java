package org.gatewatch.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;

class RecordingListenerTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final ProbeId PARIS = new ProbeId("offices", "paris");

    private final RecordingListener listener = new RecordingListener();

    @Test
    void remembersReportsByProbe() {
        listener.reported(Samples.report(BERLIN, 0));
        listener.reported(Samples.report(PARIS, 0));

        assertEquals(2, listener.reports().size());
        assertEquals(List.of(Samples.report(PARIS, 0)), listener.reports(PARIS));
    }

    @Test
    void showsTheLatestStatusOfAProbe() {
        listener.changed(Samples.status(BERLIN, Health.UNKNOWN));
        listener.changed(Samples.status(BERLIN, Health.DOWN));

        assertEquals(Health.DOWN, listener.status(BERLIN).orElseThrow().health());
        assertEquals(Optional.empty(), listener.status(PARIS));
        assertEquals(2, listener.changes().size());
    }

    @Test
    void findsWhatWasHeardBeforeTheWait() {
        listener.removed(BERLIN);
        listener.changed(Samples.status(PARIS, Health.HEALTHY));

        listener.awaitRemoval(Duration.ZERO, BERLIN);
        var change = listener.awaitChange(Duration.ZERO, status -> status.health() == Health.HEALTHY);

        assertEquals(PARIS, change.id());
        assertEquals(List.of(BERLIN), listener.removals());
    }

    @Test
    void waitsForWhatAnotherThreadReports() {
        var other = CompletableFuture.runAsync(() -> {
            listener.reported(Samples.report(BERLIN, 0));
            listener.reported(Samples.report(BERLIN, 1));
        });

        assertEquals(
                1, listener.awaitReport(LONG, report -> report.sequence() == 1).sequence());
        other.join();
    }

    @Test
    void saysWhatCameWhenNothingFits() {
        listener.removed(PARIS);

        var error = assertThrows(AssertionError.class, () -> listener.awaitRemoval(Duration.ZERO, BERLIN));

        assertTrue(error.getMessage().contains("offices/paris"), error.getMessage());
    }
}
