package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.MINUTE;
import static org.gatewatch.history.internal.Examples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.history.internal.PeriodStore.Content;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A period in the middle of which Gatewatch was restarted. */
class JoinedPeriodTest {
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    @AutoClose
    private PeriodStore store;

    @BeforeEach
    void open() {
        store = new PeriodStore(folder.resolve("periods.mv"), Examples.days(7), new ManualClock());
    }

    private void restart() {
        store.close();
        open();
    }

    /** Answers of these RTTs, and so many packets that were lost one after the other. */
    private static Report measured(Health health, int lost, long... rttMillis) {
        var counts = new SampleCounts(rttMillis.length, 0, lost, 0, 0, 0, 0, 0, 0, lost > 0 ? 1 : 0, lost);
        var details = new OutcomeDetail(Outcome.LOST, Cause.LINK, "no answer", lost, Optional.empty());
        return Examples.report(
                BERLIN,
                new PastPeriod(
                        START,
                        MINUTE,
                        7,
                        counts,
                        lost == 0 ? List.of() : List.of(details),
                        rttMillis.length == 0 ? Optional.empty() : Optional.of(statistics(rttMillis)),
                        health,
                        Cause.NONE));
    }

    private static RttStatistics statistics(long... millis) {
        var sorted = LongStream.of(millis).sorted().toArray();
        double mean = LongStream.of(millis).average().orElseThrow();
        double variance = LongStream.of(millis)
                .mapToDouble(rtt -> (rtt - mean) * (rtt - mean))
                .average()
                .orElseThrow();
        long median = sorted[(sorted.length - 1) / 2];
        long last = sorted[sorted.length - 1];
        return new RttStatistics(
                sorted[0] * MILLI,
                Math.round(mean * MILLI),
                median * MILLI,
                last * MILLI,
                last * MILLI,
                last * MILLI,
                Math.round(Math.sqrt(variance) * MILLI),
                OptionalLong.of(2 * MILLI));
    }

    private PastPeriod joined(Report part, Report rest) {
        store.addPart(part);
        restart();
        store.add(rest);
        store.flush();
        return only();
    }

    private PastPeriod only() {
        var periods = store.periods(BERLIN, START, START.plus(MINUTE));
        return periods.next();
    }

    @Test
    void countsWhatBothProcessesMeasured() {
        var both = joined(measured(Health.HEALTHY, 2, 10, 20), measured(Health.HEALTHY, 3, 30, 40));
        assertEquals(new SampleCounts(4, 0, 5, 0, 0, 0, 0, 0, 0, 2, 3), both.counts());
    }

    @Test
    void namesAReasonOnce() {
        var both = joined(measured(Health.HEALTHY, 2, 10), measured(Health.HEALTHY, 3, 30));
        assertEquals(
                List.of(new OutcomeDetail(Outcome.LOST, Cause.LINK, "no answer", 5, Optional.empty())), both.details());
    }

    @Test
    void hasTheMeanAndTheDeviationOfAllRoundTrips() {
        var rtt = joined(measured(Health.HEALTHY, 0, 10, 20, 30), measured(Health.HEALTHY, 0, 60))
                .rtt()
                .orElseThrow();
        var all = statistics(10, 20, 30, 60);
        assertEquals(all.meanNanos(), rtt.meanNanos());
        assertTrue(Math.abs(all.stddevNanos() - rtt.stddevNanos()) <= 100, rtt::toString); // stored in 100 ns
        assertEquals(all.minNanos(), rtt.minNanos());
        assertEquals(all.maxNanos(), rtt.maxNanos());
    }

    @Test
    void takesTheRoundTripsOfTheOnlyPartThatHasSome() {
        var both = joined(measured(Health.HEALTHY, 2), measured(Health.HEALTHY, 0, 30, 40));
        assertEquals(Optional.of(statistics(30, 40)), both.rtt());
    }

    @Test
    void saysWhatWasSaidLast() {
        assertEquals(
                Health.DOWN,
                joined(measured(Health.HEALTHY, 0, 10), measured(Health.DOWN, 5))
                        .health());
    }

    @Test
    void joinsAsManyPartsAsThereWereRestarts() {
        store.addPart(measured(Health.HEALTHY, 0, 10));
        store.flush();
        store.addPart(measured(Health.HEALTHY, 0, 20));
        assertEquals(
                3,
                joined(measured(Health.HEALTHY, 0), measured(Health.HEALTHY, 0, 30))
                        .counts()
                        .answered());
    }

    @Test
    void keepsAPartOfWhichNoRestFollows() {
        store.addPart(measured(Health.HEALTHY, 2, 10, 20));
        restart();
        assertEquals(2, only().counts().answered());
    }

    @Test
    void replacesAWholePeriodWhoseTimeComesAgain() {
        store.add(measured(Health.HEALTHY, 0, 10, 20));
        restart();
        store.add(measured(Health.HEALTHY, 0, 30));
        store.flush();
        assertEquals(1, only().counts().answered());
    }

    @Test
    void joinsSamplesThatFollowOneAnother() {
        assertEquals(60, samplesOf(half(0), half(30)));
    }

    @Test
    void replacesSamplesWhoseTimeComesAgain() {
        assertEquals(30, samplesOf(half(30), half(0)));
    }

    private static PeriodSamples half(int from) {
        PeriodSamples all = Examples.samples(BERLIN, START);
        var sent = LongStream.range(from, from + 30)
                .map(i -> all.sentAfterNanos((int) i))
                .toArray();
        var outcomes = new Outcome[30];
        var rtts = new long[30];
        for (int i = 0; i < 30; i++) {
            outcomes[i] = all.outcome(from + i);
            rtts[i] = all.rttNanos(from + i);
        }
        return new PeriodSamples(BERLIN, START, MINUTE, sent, outcomes, rtts);
    }

    private int samplesOf(PeriodSamples part, PeriodSamples rest) {
        var retention = new Retention(Examples.DAY_SECONDS, 16L << 20);
        try (var samples =
                new PeriodStore(Content.SAMPLES, folder.resolve("samples.mv"), retention, new ManualClock())) {
            samples.add(part);
            samples.flush();
            samples.add(rest);
            samples.flush();
            return Examples.samples(samples, BERLIN, START, START.plus(MINUTE)).size();
        }
    }
}
