package org.gatewatch.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void movesBothClocksTogether() {
        clock.advance(Duration.ofSeconds(30));

        assertEquals(30_000_000_000L, clock.nanoTime());
        assertEquals(ManualClock.START.plusSeconds(30), wall());
    }

    @Test
    void stepsTheWallClockAlone() {
        clock.stepWall(Duration.ofSeconds(-5));

        assertEquals(0, clock.nanoTime());
        assertEquals(ManualClock.START.minusSeconds(5), wall());
    }

    private Instant wall() {
        return Instant.EPOCH.plusNanos(clock.epochNanos());
    }
}
