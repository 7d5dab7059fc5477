package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.gatewatch.api.probe.SendResult;
import org.junit.jupiter.api.Test;

final class SummaryTest {
    private static final long TIMEOUT = Duration.ofSeconds(2).toNanos();

    private final SampleWindow window = new SampleWindow(1024, 1024, TIMEOUT);
    private final Period period = Period.running(Duration.ofSeconds(60), 0, 0, 0);
    private final Summary summary = new Summary();

    private void answered(long... rtts) {
        for (long rtt : rtts) {
            long sequence = window.next();
            window.sending(sequence, 0);
            window.answered(sequence, rtt);
        }
    }

    private void decideAll() {
        while (window.decideNext(Long.MAX_VALUE / 2)) {
            // until none is left
        }
    }

    @Test
    void countsEverySampleOnceAndOnlyThePathsSamplesAsSent() {
        answered(1000, TIMEOUT + 1);
        for (int i = 0; i < 4; i++) {
            window.sending(window.next(), 0);
        }
        window.end(2, Fate.notSent(SendResult.NO_ROUTE));
        window.end(3, Fate.unreachable(0));
        window.end(4, Fate.unusable(VoidReason.UNSTAMPED));
        decideAll();
        period.duplicates = 3;
        period.reordered = 2;
        var counts = summary.tally(window, 0, 6).counts(period);
        assertEquals(1, counts.answered());
        assertEquals(1, counts.late());
        assertEquals(1, counts.notSent());
        assertEquals(1, counts.unreachable());
        assertEquals(1, counts.voided());
        assertEquals(1, counts.lost());
        assertEquals(4, counts.sent());
        assertEquals(OptionalDouble.of(75.0), counts.lossPercent());
        assertEquals(3, counts.duplicates());
        assertEquals(2, counts.reordered());
    }

    @Test
    void givesNoRttWhenNothingWasAnswered() {
        window.sending(0, 0);
        decideAll();
        assertTrue(summary.rtt(window, 0, 1).isEmpty());
        assertTrue(summary.tally(window, 0, 0).counts(period).lossPercent().isEmpty());
    }

    @Test
    void computesMinimumMeanMaximumDeviationAndJitterExactly() {
        answered(40_000, 44_000, 40_000, 60_000);
        var rtt = summary.rtt(window, 0, 4).orElseThrow();
        assertEquals(40_000, rtt.minNanos());
        assertEquals(46_000, rtt.meanNanos());
        assertEquals(60_000, rtt.maxNanos());
        assertEquals(8_246, rtt.stddevNanos()); // sqrt((36 + 4 + 36 + 196) / 4) = 8.246 us
        assertEquals(OptionalLong.of(9_333), rtt.jitterNanos()); // (4 + 4 + 20) / 3 us
    }

    @Test
    void knowsNoJitterFromOneAnswer() {
        answered(40_000);
        var rtt = summary.rtt(window, 0, 1).orElseThrow();
        assertEquals(OptionalLong.empty(), rtt.jitterNanos());
        assertEquals(40_000, rtt.p99Nanos());
    }

    @Test
    void keepsLateAnswersOutOfTheRtt() {
        answered(10_000, TIMEOUT + 1);
        assertEquals(10_000, summary.rtt(window, 0, 2).orElseThrow().maxNanos());
    }

    @Test
    void findsPercentilesExactly() {
        long[] rtts = new Random(7).longs(1000, 5_000, 900_000_000).toArray();
        answered(rtts);
        var rtt = summary.rtt(window, 0, 1000).orElseThrow();
        long[] sorted = LongStream.of(rtts).sorted().toArray();
        assertEquals(sorted[499], rtt.p50Nanos());
        assertEquals(sorted[949], rtt.p95Nanos());
        assertEquals(sorted[989], rtt.p99Nanos());
    }

    @Test
    void readsOnlyTheSamplesOfItsPeriod() {
        answered(1_000, 2_000, 3_000);
        assertEquals(2_000, summary.rtt(window, 1, 2).orElseThrow().meanNanos());
        assertEquals(1, summary.tally(window, 1, 2).counts(period).sent());
    }

    @Test
    void countsRoundTripsOfAllPeriodsByTheirLength() {
        answered(100_000, 110_000, 40_000_000, TIMEOUT);
        decideAll();
        summary.rtt(window, 0, 3);
        summary.rtt(window, 3, 4);

        var histogram = summary.roundTrips();

        assertEquals(4, histogram.answers());
        assertEquals(2.04021, histogram.sumSeconds(), 1e-6);
        var counted = histogram.buckets().stream()
                .filter(bucket -> bucket.answers() > 0)
                .map(bucket -> bucket.upToNanos() / 1_000_000.0 + " ms: " + bucket.answers())
                .toList();
        assertEquals(List.of("0.1 ms: 1", "0.25 ms: 1", "50.0 ms: 1", "2500.0 ms: 1"), counted);
    }
}
