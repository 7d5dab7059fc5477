package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long MILLI = 1_000_000L;

    private final Pace pace = new Pace();

    private void add(int probes, Duration interval) {
        for (int i = 0; i < probes; i++) {
            pace.add(interval.toNanos());
        }
    }

    @Test
    void wakesSeldomForFewProbesAndLetsThemStartTogether() {
        add(100, Duration.ofSeconds(1));
        assertEquals(20 * MILLI, pace.wakeGridNanos());
        assertEquals(200 * MILLI, pace.startGridNanos());
        add(100, Duration.ofSeconds(1));
        assertEquals(100 * MILLI, pace.startGridNanos());
        add(200, Duration.ofSeconds(1));
        assertEquals(50 * MILLI, pace.startGridNanos());
        add(1, Duration.ofSeconds(1));
        assertEquals(20 * MILLI, pace.startGridNanos());
    }

    @Test
    void wakesOftenForManyProbesSoThatNoBurstIsLarge() {
        add(10_000, Duration.ofSeconds(1));
        assertEquals(10 * MILLI, pace.wakeGridNanos());
        assertEquals(10 * MILLI, pace.startGridNanos());
    }

    @Test
    void keepsTheDistanceOfPacketsThatAreCloseTogether() {
        add(1, Duration.ofMillis(10));
        add(3, Duration.ofSeconds(1));
        assertEquals(10 * MILLI, pace.wakeGridNanos());
        pace.remove(Duration.ofMillis(10).toNanos());
        assertEquals(20 * MILLI, pace.wakeGridNanos());
    }

    @Test
    void keepsNeighboursTogetherWhereAWakeSendsManyAnyhow() {
        add(10_000, Duration.ofSeconds(1));
        assertEquals(10, pace.neighbours());
    }

    @Test
    void keepsFewProbesApart() {
        add(1_000, Duration.ofSeconds(1));
        assertEquals(1, pace.neighbours());
    }
}
