package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.PeriodSamples;
import org.junit.jupiter.api.Test;

/** The samples of a period one by one, for probes that keep them. */
final class SamplesTest {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final long SECOND = 1_000_000_000L;
    private static final long OFFSET = 1_767_225_600L * SECOND; // 2026-01-01T00:00:00Z

    private final Probe plain = Probe.to("berlin", InetAddress.getLoopbackAddress());
    private final Probe keeping = plain.labelled(ProbeLabels.NONE.keepingSamples(true));
    private long next;

    /** Sends one packet in the middle of each of these seconds; all but every third are answered after 20 ms. */
    private void send(Samples samples, int from, int until) {
        for (int second = from; second < until; second++) {
            samples.sending(next, second * SECOND + SECOND / 2, OFFSET);
            if (second % 3 != 2) {
                samples.answered(next, 20_000_000 + second);
            }
            next++;
        }
    }

    private static void letDecide(Samples samples, long untilNanos) {
        samples.rollPeriods(untilNanos, OFFSET);
        while (samples.decideNext(untilNanos)) {
            // each in its turn
        }
    }

    private static PeriodSamples firstPeriod(Samples samples) {
        letDecide(samples, 20 * SECOND);
        return samples.oneByOne(BERLIN, PERIOD);
    }

    private static List<Outcome> outcomes(PeriodSamples period) {
        return IntStream.range(0, period.size()).mapToObj(period::outcome).toList();
    }

    @Test
    void hasEveryOutcomeInItsOrder() {
        var samples = new Samples(keeping, PERIOD);
        send(samples, 0, 3);
        samples.sending(next, 3 * SECOND, OFFSET);
        samples.notSent(next, SendResult.NO_ROUTE);

        assertEquals(
                List.of(Outcome.ANSWERED, Outcome.ANSWERED, Outcome.LOST, Outcome.NOT_SENT),
                outcomes(firstPeriod(samples)));
    }

    @Test
    void knowsWhenEachWasSentAlsoLongAfterItWasDecided() {
        var samples = new Samples(keeping, PERIOD);
        send(samples, 0, 10);
        var period = firstPeriod(samples);

        assertEquals(Instant.ofEpochSecond(OFFSET / SECOND), period.periodStart());
        assertEquals(
                LongStream.range(0, 10)
                        .map(second -> second * SECOND + SECOND / 2)
                        .boxed()
                        .toList(),
                LongStream.range(0, 10)
                        .map(i -> period.sentAfterNanos((int) i))
                        .boxed()
                        .toList());
    }

    @Test
    void hasTheRttOfEachThatWasAnswered() {
        var samples = new Samples(keeping, PERIOD);
        send(samples, 0, 3);
        var period = firstPeriod(samples);

        assertEquals(20_000_001, period.rttNanos(1));
        assertFalse(period.hasRtt(2));
    }

    @Test
    void leavesOutWhatWasSentBeforeAnybodyWantedToKnow() {
        var samples = new Samples(plain, PERIOD);
        send(samples, 0, 6);
        letDecide(samples, 5 * SECOND);
        samples.keepOneByOne(keeping);
        send(samples, 6, 10);
        var period = firstPeriod(samples);

        assertEquals(10 * SECOND - SECOND / 2, period.sentAfterNanos(period.size() - 1));
        assertEquals(7 * SECOND - SECOND / 2, period.sentAfterNanos(period.size() - 4));
        assertEquals(5 * SECOND - SECOND / 2, period.sentAfterNanos(0)); // the last that was decided
    }

    @Test
    void countsTheSameWhetherSamplesAreKeptOrNot() {
        var samples = new Samples(keeping, PERIOD);
        send(samples, 0, 6);
        samples.keepOneByOne(plain);
        send(samples, 6, 10);
        letDecide(samples, 20 * SECOND);

        var counts = samples.closePeriod(new Summary(), org.gatewatch.api.Cause.UNKNOWN)
                .counts();
        assertEquals(7, counts.answered());
        assertEquals(3, counts.lost());
    }
}
