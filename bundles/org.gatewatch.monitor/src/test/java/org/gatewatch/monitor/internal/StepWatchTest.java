package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

final class StepWatchTest {
    private final ManualClock clock = new ManualClock();
    private final StepWatch watch = new StepWatch(clock);

    @Test
    void sleepsThroughOrdinaryTime() {
        clock.advance(Duration.ofDays(10));
        assertFalse(watch.stepped());
    }

    @Test
    void noticesAStepEitherWay() {
        clock.stepWall(Duration.ofHours(-1));
        assertTrue(watch.stepped());
        clock.stepWall(Duration.ofMillis(2));
        assertTrue(watch.stepped());
        assertFalse(watch.stepped());
    }

    @Test
    void takesNtpSlewingForWhatItIs() {
        for (int second = 0; second < 100; second++) {
            clock.advance(Duration.ofSeconds(1));
            clock.stepWall(Duration.ofNanos(500_000)); // 500 ppm
            assertFalse(watch.stepped());
        }
    }

    @Test
    void knowsTheOffsetBetweenTheClocks() {
        clock.stepWall(Duration.ofSeconds(5));
        watch.stepped();
        assertEquals(clock.epochNanos() - clock.nanoTime(), watch.offsetNanos());
    }
}
