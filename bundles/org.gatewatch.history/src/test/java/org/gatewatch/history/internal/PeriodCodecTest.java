package org.gatewatch.history.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeriodCodecTest {
    private static PastPeriod again(PastPeriod period) {
        return PeriodCodec.decode(PeriodCodec.encode(period, false), period.start(), period.period());
    }

    @Test
    void givesBackWhatItWasGiven() {
        assertEquals(Examples.eventful(), again(Examples.eventful()));
    }

    @Test
    void givesBackPeriodWithoutAnswers() {
        var silent = new PastPeriod(
                Examples.START,
                Duration.ofSeconds(1),
                1,
                new SampleCounts(0, 0, 10, 0, 0, 0, 0, 0, 0, 1, 10),
                List.of(),
                Optional.empty(),
                Health.DOWN,
                Cause.LINK);

        assertEquals(silent, again(silent));
    }

    @Test
    void keepsRttsToAHundredNanoseconds() {
        var report = Examples.good(Examples.BERLIN, Examples.START, 1);

        assertEquals(
                report.rtt().orElseThrow(), again(PastPeriod.of(report)).rtt().orElseThrow());
    }

    @Test
    void needsThirtyBytesWhereAllIsWell() {
        byte[] bytes = PeriodCodec.encode(PastPeriod.of(Examples.good(Examples.BERLIN, Examples.START, 10_000)), false);

        assertTrue(bytes.length <= 30, () -> bytes.length + " bytes");
    }

    @Test
    void writesNumbersOfAnySize() {
        long[] numbers = LongStream.concat(
                        LongStream.of(0, 127, 128, -1, Long.MIN_VALUE, Long.MAX_VALUE),
                        new Random(1).longs(1_000).map(number -> number >> (number & 63)))
                .toArray();
        var out = new Digits.Writer();
        Arrays.stream(numbers).forEach(out::number);
        var in = new Digits.Reader(out.bytes());

        assertEquals(
                LongStream.of(numbers).boxed().toList(),
                LongStream.range(0, numbers.length)
                        .map(i -> in.number())
                        .boxed()
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void knowsEveryCause(Cause cause) {
        assertEquals(cause, again(with(Outcome.LOST, cause)).details().get(0).cause());
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void knowsEveryOutcome(Outcome outcome) {
        assertEquals(outcome, again(with(outcome, Cause.LINK)).details().get(0).outcome());
    }

    private static PastPeriod with(Outcome outcome, Cause cause) {
        var period = Examples.eventful();
        return new PastPeriod(
                period.start(),
                period.period(),
                period.sequence(),
                period.counts(),
                List.of(new OutcomeDetail(outcome, cause, "", 1, Optional.empty())),
                period.rtt(),
                Health.DOWN,
                cause);
    }
}
