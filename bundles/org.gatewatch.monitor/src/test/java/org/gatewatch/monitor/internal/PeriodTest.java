package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PeriodTest {
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static long offsetFor(Instant wallAtMonotonicZero) {
        return wallAtMonotonicZero.getEpochSecond() * 1_000_000_000L + wallAtMonotonicZero.getNano();
    }

    private static long seconds(double value) {
        return (long) (value * 1e9);
    }

    @Test
    void startsAtAMultipleOfItsLengthByTheWallClock() {
        var period = Period.running(LENGTH, seconds(5), offsetFor(NOON.plusSeconds(7)), 0);
        assertEquals(NOON, period.start()); // 12:00:12 lies in 12:00:00 to 12:00:30
        assertFalse(period.isOver(seconds(22.9)));
        assertTrue(period.isOver(seconds(23)));
    }

    @Test
    void followsWithoutAGap() {
        long offset = offsetFor(NOON);
        var second = Period.running(LENGTH, 0, offset, 0).following(offset, 30);
        assertEquals(NOON.plusSeconds(30), second.start());
        assertTrue(second.isOver(seconds(60)));
        assertFalse(second.isOver(seconds(60) - 1));
        assertEquals(30, second.firstSequence);
    }

    @Test
    void absorbsSlewWithoutMovingItsLabel() {
        long offset = offsetFor(NOON);
        var second = Period.running(LENGTH, 0, offset, 0).following(offset - 15_000_000, 30);
        assertEquals(NOON.plusSeconds(30), second.start());
        assertTrue(second.isOver(seconds(60.015)));
        assertFalse(second.isOver(seconds(60.014)));
    }

    @Test
    void alignsAnewAfterAStepOfTheWallClock() {
        long offset = offsetFor(NOON);
        var back = Period.running(LENGTH, 0, offset, 0).following(offset - seconds(3600), 30);
        assertEquals(NOON.plusSeconds(30 - 3600), back.start());
        var odd = Period.running(LENGTH, 0, offset, 0).following(offset + seconds(3610), 30);
        assertEquals(NOON.plusSeconds(3630), odd.start()); // the wall shows 13:00:40: nearest is 13:00:30
        assertTrue(odd.isOver(seconds(50)));
    }
}
