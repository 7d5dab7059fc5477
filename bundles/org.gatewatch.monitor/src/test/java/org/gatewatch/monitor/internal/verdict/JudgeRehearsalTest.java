package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;

class JudgeRehearsalTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<PastPeriod> periods = new ArrayList<>();

    /** A minute of 60 samples, with so many lost in so many runs. */
    private void minute(int lost, int runs, int longest) {
        minute(lost, runs, longest, Duration.ofMillis(20));
    }

    private void minute(int lost, int runs, int longest, Duration rtt) {
        long nanos = rtt.toNanos();
        periods.add(new PastPeriod(
                START.plus(MINUTE.multipliedBy(periods.size())),
                MINUTE,
                periods.size() + 1,
                new SampleCounts(60 - lost, 0, lost, 0, 0, 0, 0, 0, 0, runs, longest),
                List.of(),
                lost == 60
                        ? Optional.empty()
                        : Optional.of(
                                new RttStatistics(nanos, nanos, nanos, nanos, nanos, nanos, 0, OptionalLong.of(0))),
                Health.HEALTHY,
                Cause.NONE));
    }

    private List<String> turns(Thresholds thresholds) {
        var turns = new ArrayList<String>();
        new JudgeRehearsal()
                .judge(periods.iterator(), thresholds)
                .forEachRemaining(
                        turn -> turns.add(Duration.between(START, turn.at()).toMinutes() + " " + turn.health()));
        return turns;
    }

    private static Thresholds loss(double raise, double clear) {
        var usual = Thresholds.DEFAULT;
        return new Thresholds(
                usual.minSamples(),
                usual.downAfter(),
                usual.upAfter(),
                new Thresholds.Levels<>(raise, clear),
                usual.rtt(),
                usual.raiseAfter(),
                usual.clearAfter());
    }

    @Test
    void saysNothingMoreWhileAllIsWell() {
        minute(0, 0, 0);
        minute(0, 0, 0);

        assertEquals(List.of("0 HEALTHY"), turns(Thresholds.DEFAULT));
    }

    @Test
    void alarmsWhereLossReachesTheLevelOnly() {
        minute(0, 0, 0);
        minute(12, 12, 1);
        minute(0, 0, 0);

        assertEquals(List.of("0 HEALTHY", "1 DEGRADED", "2 HEALTHY"), turns(loss(10, 5)));
        assertEquals(List.of("0 HEALTHY"), turns(loss(40, 5)));
    }

    @Test
    void tellsOutageShorterThanItsPeriod() {
        minute(0, 0, 0);
        minute(5, 1, 5);
        minute(0, 0, 0);

        assertEquals(List.of("0 HEALTHY", "1 DOWN", "2 HEALTHY"), turns(loss(50, 40)));
    }

    @Test
    void keepsDownWhileNothingIsAnswered() {
        minute(0, 0, 0);
        minute(60, 1, 60);
        minute(60, 1, 60);

        assertEquals(List.of("0 HEALTHY", "1 DOWN"), turns(Thresholds.DEFAULT));
    }

    @Test
    void alarmsByMeanRtt() {
        var usual = Thresholds.DEFAULT;
        var slow = new Thresholds(
                usual.minSamples(),
                usual.downAfter(),
                usual.upAfter(),
                usual.loss(),
                Optional.of(new Thresholds.Levels<>(Duration.ofMillis(80), Duration.ofMillis(50))),
                usual.raiseAfter(),
                usual.clearAfter());
        minute(0, 0, 0);
        minute(0, 0, 0, Duration.ofMillis(100));

        assertEquals(List.of("0 HEALTHY", "1 DEGRADED"), turns(slow));
    }

    @Test
    void startsAnewAfterAGap() {
        minute(60, 1, 60);
        periods.add(new PastPeriod(
                START.plus(Duration.ofHours(1)),
                MINUTE,
                9,
                new SampleCounts(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.of(new RttStatistics(1, 1, 1, 1, 1, 1, 0, OptionalLong.of(0))),
                Health.UNKNOWN,
                Cause.NONE));

        assertEquals(List.of("0 DOWN", "60 UNKNOWN"), turns(Thresholds.DEFAULT));
    }
}
