package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.PeriodSamples;

/**
 * The samples of a period as bytes, some 4 each. Of each there is its outcome, together with how its RTT, in 100 ns,
 * differs from the one before that had one, and how its distance in time, in 0.1 ms, differs from the distance before: at
 * a steady pace that is 0. Outcomes are their places in a list that is on disks, as in {@link PeriodCodec}.
 */
final class SampleCodec {
    /** To what times of sending are kept. */
    static final long TIME_UNIT_NANOS = 100_000;
    /** To what RTTs are. */
    static final long RTT_UNIT_NANOS = 100;

    private static final int OUTCOME_BITS = 3;
    private static final int OUTCOME_MASK = (1 << OUTCOME_BITS) - 1;

    private SampleCodec() {}

    static byte[] encode(PeriodSamples samples) {
        var out = new Digits.Writer();
        out.number(samples.size());
        var times = new Distances();
        long rtt = 0;
        for (int i = 0; i < samples.size(); i++) {
            long head = PeriodCodec.OUTCOMES.indexOf(samples.outcome(i));
            if (samples.hasRtt(i)) {
                long next = Math.round((double) samples.rttNanos(i) / RTT_UNIT_NANOS);
                head |= folded(next - rtt) << OUTCOME_BITS;
                rtt = next;
            }
            out.number(head);
            out.number(folded(times.difference(Math.floorDiv(samples.sentAfterNanos(i), TIME_UNIT_NANOS))));
        }
        return out.bytes();
    }

    static PeriodSamples decode(ProbeId id, byte[] bytes, Instant start, Duration length) {
        var in = new Digits.Reader(bytes);
        int size = (int) in.number();
        if (size < 0 || size > bytes.length) {
            throw new IllegalArgumentException(size + " samples are not in " + bytes.length + " bytes");
        }
        var sentAfterNanos = new long[size];
        var outcomes = new Outcome[size];
        var rttNanos = new long[size];
        var times = new Distances();
        long rtt = 0;
        for (int i = 0; i < size; i++) {
            long head = in.number();
            outcomes[i] = PeriodCodec.OUTCOMES.get((int) head & OUTCOME_MASK);
            rtt += unfolded(head >>> OUTCOME_BITS);
            rttNanos[i] = rtt * RTT_UNIT_NANOS;
            sentAfterNanos[i] = times.next(unfolded(in.number())) * TIME_UNIT_NANOS;
        }
        return new PeriodSamples(id, start, length, sentAfterNanos, outcomes, rttNanos);
    }

    /** Small numbers of either sign become small ones of 0 and above. */
    private static long folded(long number) {
        return (number << 1) ^ (number >> (Long.SIZE - 1));
    }

    private static long unfolded(long number) {
        return (number >>> 1) ^ -(number & 1);
    }

    /** Points in time as how their distances differ. */
    private static final class Distances {
        private long last;
        private long distance;

        long difference(long time) {
            long now = time - last;
            long difference = now - distance;
            last = time;
            distance = now;
            return difference;
        }

        long next(long difference) {
            distance += difference;
            last += distance;
            return last;
        }
    }
}
