package org.gatewatch.link.internal.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LookScheduleTest {
    private static final long START = Long.MAX_VALUE - 1; // the clock may overflow on the way
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final LookSchedule schedule = new LookSchedule(START);
    private long nowNanos = START;

    @BeforeEach
    void lookOnce() {
        look(0);
    }

    private void look(long tookNanos) {
        schedule.looking();
        schedule.looked(nowNanos, nowNanos + tookNanos);
        nowNanos += tookNanos;
    }

    @Test
    void looksAtOnceWhenItStarts() {
        assertTrue(new LookSchedule(START).lookDue(START));
    }

    @Test
    void doesNotLookAgainWhenNothingChanges() {
        nowNanos += 3_600 * SECOND;
        assertFalse(schedule.lookDue(nowNanos));
        assertTrue(schedule.refreshDue(nowNanos));
    }

    @Test
    void refreshesEveryFifteenSeconds() {
        assertEquals(15 * SECOND, schedule.idleNanos(false, nowNanos));
        nowNanos += 15 * SECOND;
        assertTrue(schedule.refreshDue(nowNanos));
        schedule.refreshed(nowNanos);
        assertFalse(schedule.refreshDue(nowNanos + 15 * SECOND - 1));
    }

    @Test
    void refreshesHoweverOftenRoutesChange() {
        for (int i = 0; i < 15; i++) {
            look(SECOND);
        }
        assertTrue(schedule.refreshDue(nowNanos));
    }

    @Test
    void letsABurstOfChangesSettle() {
        nowNanos += SECOND;
        schedule.lookAfter(LookSchedule.SETTLE_NANOS, nowNanos);
        schedule.lookAfter(LookSchedule.SETTLE_NANOS, nowNanos + 9 * MILLI);
        assertFalse(schedule.lookDue(nowNanos + 9 * MILLI));
        assertTrue(schedule.lookDue(nowNanos + 10 * MILLI), "counted from the first");
    }

    @Test
    void keepsFourTimesWhatALookTookBetweenTwo() {
        look(40 * MILLI);
        schedule.lookAfter(0, nowNanos);
        assertEquals(160 * MILLI, schedule.idleNanos(false, nowNanos));
    }

    @Test
    void keepsAQuarterOfASecondBetweenTwoLooksAtMost() {
        look(SECOND);
        schedule.lookAfter(0, nowNanos);
        assertEquals(250 * MILLI, schedule.idleNanos(false, nowNanos));
    }

    @Test
    void needsAnotherLookForWhatChangesMeanwhile() {
        nowNanos += SECOND;
        schedule.looking();
        schedule.lookAfter(0, nowNanos);
        schedule.looked(nowNanos, nowNanos + MILLI);
        assertTrue(schedule.lookDue(nowNanos + SECOND));
    }

    @Test
    void retriesOnlyWhileSomethingIsUnsettled() {
        assertEquals(SECOND, schedule.idleNanos(true, nowNanos));
        assertTrue(schedule.retryDue(nowNanos + SECOND));
        schedule.retried(nowNanos + SECOND);
        assertFalse(schedule.retryDue(nowNanos + SECOND + 1));
    }

    @Test
    void neverWaitsForThePast() {
        assertEquals(0, schedule.idleNanos(true, nowNanos + 3_600 * SECOND));
    }

    @Test
    void asksForEachPathOnceInFiveMinutes() {
        List<Integer> paths = IntStream.range(0, 10_007).boxed().toList();
        List<Integer> asked = new ArrayList<>();
        long startNanos = nowNanos;
        while (nowNanos - startNanos < 300 * SECOND) {
            nowNanos += schedule.idleNanos(false, nowNanos);
            List<Integer> slice = schedule.nextSlice(paths);
            assertTrue(slice.size() <= 501, "at once: " + slice.size());
            asked.addAll(slice);
            schedule.refreshed(nowNanos);
        }
        assertEquals(paths, asked.stream().sorted().toList());
    }

    @Test
    void asksForFewPathsEachTime() {
        assertEquals(List.of("one", "two"), schedule.nextSlice(List.of("one", "two")));
        assertEquals(List.of("one", "two"), schedule.nextSlice(List.of("one", "two")));
    }
}
