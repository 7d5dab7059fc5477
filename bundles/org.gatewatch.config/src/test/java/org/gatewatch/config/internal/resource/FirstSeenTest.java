package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when there is what a person wrote. */
class FirstSeenTest {
    private static final String HAND = "monitorName: hand\nprobes:\n  - {name: a, destination: 203.0.113.9}\n";
    private static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");

    @AutoClose
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path root) {
        bench = new Bench(root);
        bench.now = FUTURE;
    }

    private FirstSeen notes() {
        var notes = new FirstSeen(() -> bench.now);
        notes.addStore(bench.store);
        return notes;
    }

    private void note() {
        notes().desired(bench.folder.states().get(bench.folder.states().size() - 1));
    }

    @Test
    void isTheFileSTimeWithoutAStore() {
        bench.write("monitors/hand.yaml", HAND);

        assertFalse(bench.service.monitor("hand").origin().createdAt().isAfter(Instant.now()));
    }

    @Test
    void isKeptWhileTheFileChanges() {
        bench.write("monitors/hand.yaml", HAND);
        note();
        bench.pass(Duration.ofDays(1));
        bench.write("monitors/hand.yaml", HAND + "  - {name: b, destination: 203.0.113.9}\n");
        note();

        var view = bench.service.monitor("hand");
        assertEquals(FUTURE, view.origin().createdAt());
        assertEquals(FUTURE, view.probes().get(0).origin().createdAt());
        assertEquals(
                FUTURE.plus(Duration.ofDays(1)), view.probes().get(1).origin().createdAt());
    }

    @Test
    void isForgottenWithTheMonitor() {
        bench.write("monitors/hand.yaml", HAND);
        var notes = notes();
        notes.desired(bench.folder.states().get(bench.folder.states().size() - 1));
        notes.desired(DesiredState.EMPTY);

        assertEquals(0, bench.store.all("first-seen").size());
    }

    private static DesiredState other() {
        return new DesiredState(
                List.of(), List.of(new Monitor("other", Duration.ofMinutes(1), Map.of(), List.of(), Quorum.DEFAULT)));
    }

    @Test
    void isRememberedForAWeekWhenTheMonitorIsMissingAfterARestart() {
        bench.write("monitors/hand.yaml", HAND);
        note();
        bench.pass(Duration.ofDays(30));
        notes().desired(other());
        bench.pass(Duration.ofDays(6));
        note();

        assertEquals(FUTURE, bench.service.monitor("hand").origin().createdAt());
    }

    @Test
    void isForgottenWhenTheMonitorHasBeenMissingForLong() {
        bench.write("monitors/hand.yaml", HAND);
        note();
        notes().desired(other());
        bench.pass(Duration.ofDays(8));
        notes().desired(other());

        assertEquals(Set.of("monitor/other"), bench.store.all("first-seen").keySet());
    }

    @Test
    void isKeptWhileTheFolderHasNothingAtAll() {
        bench.write("monitors/hand.yaml", HAND);
        note();
        bench.pass(Duration.ofDays(30));
        notes().desired(DesiredState.EMPTY);

        assertEquals(2, bench.store.all("first-seen").size());
    }

    @Test
    void isUnknownWhenItIsDamaged() {
        bench.write("monitors/hand.yaml", HAND);
        bench.store.put("first-seen", "monitor/hand", new byte[] {7});

        assertFalse(bench.service.monitor("hand").origin().createdAt().isAfter(Instant.now()));
    }

    @Test
    void isNotedWhenTheStoreComesLate() {
        bench.write("monitors/hand.yaml", HAND);
        var late = new FirstSeen(() -> bench.now);
        late.desired(bench.folder.states().get(bench.folder.states().size() - 1));
        late.addStore(bench.store);

        assertEquals(FUTURE, bench.service.monitor("hand").origin().createdAt());
    }
}
