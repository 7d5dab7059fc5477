package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.MINUTE;
import static org.gatewatch.history.internal.Examples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.report.PeriodSamples;
import org.junit.jupiter.api.Test;

class SampleCodecTest {
    private static PeriodSamples again(PeriodSamples samples) {
        return SampleCodec.decode(samples.id(), SampleCodec.encode(samples), samples.periodStart(), samples.period());
    }

    /** One line for each, in the units that are kept. */
    private static List<String> lines(PeriodSamples samples) {
        return IntStream.range(0, samples.size())
                .mapToObj(i -> Math.floorDiv(samples.sentAfterNanos(i), SampleCodec.TIME_UNIT_NANOS)
                        + " " + samples.outcome(i)
                        + (samples.hasRtt(i)
                                ? " " + Math.round((double) samples.rttNanos(i) / SampleCodec.RTT_UNIT_NANOS)
                                : ""))
                .toList();
    }

    private static PeriodSamples of(long[] sentAfterNanos, Outcome[] outcomes, long[] rttNanos) {
        return new PeriodSamples(BERLIN, START, MINUTE, sentAfterNanos, outcomes, rttNanos);
    }

    @Test
    void givesBackTimesOutcomesAndRtts() {
        var samples = Examples.samples(BERLIN, START);

        assertEquals(lines(samples), lines(again(samples)));
    }

    @Test
    void givesBackEveryOutcome() {
        var samples = of(new long[7], Outcome.values(), new long[7]);

        assertEquals(lines(samples), lines(again(samples)));
    }

    @Test
    void givesBackExtremes() {
        var outcomes = new Outcome[] {Outcome.ANSWERED, Outcome.LATE, Outcome.LOST, Outcome.ANSWERED};
        var samples = of(
                new long[] {-6_000_000_000L, 3_600_000_000_000L, 3_600_000_000_001L, 3_599_000_000_000L},
                outcomes,
                new long[] {68_700_000_000L, 0, Long.MAX_VALUE, 49});

        assertEquals(lines(samples), lines(again(samples)));
    }

    @Test
    void givesBackAPeriodWithoutSamples() {
        assertEquals(0, again(of(new long[0], new Outcome[0], new long[0])).size());
    }

    @Test
    void needsFourBytesForASampleAtASteadyPace() {
        int bytes = SampleCodec.encode(Examples.samples(BERLIN, START)).length;

        assertTrue(bytes <= 60 * 4, () -> bytes + " bytes");
    }

    @Test
    void refusesANumberThatCannotBe() {
        byte[] bytes = {100, 0};

        assertThrows(IllegalArgumentException.class, () -> SampleCodec.decode(BERLIN, bytes, START, MINUTE));
    }
}
