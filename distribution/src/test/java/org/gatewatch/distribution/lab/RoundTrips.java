package org.gatewatch.distribution.lab;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Round-trip times as tcpdump saw them, and whether a report says the same of them. */
final class RoundTrips {
    /** Reports are rounded to this; what was promised is 1. */
    private static final double ACCURACY_MICROS = 0.1;

    private static final double PERCENTILE_ERROR = 0.01;
    private static final double MICRO_NANOS = 1_000;

    private final long[] nanos;
    private final long[] ascending;

    /** @param nanos in the order in which the packets were sent */
    RoundTrips(LongStream nanos) {
        this.nanos = nanos.toArray();
        ascending = this.nanos.clone();
        Arrays.sort(ascending);
    }

    int count() {
        return nanos.length;
    }

    /**
     * Whether a report on them may say this.
     *
     * @param rtt null when it says nothing
     */
    boolean areSummedUpBy(Report.Rtt rtt) {
        return rtt == null
                ? count() == 0
                : count() > 0
                        && isSame(rtt.min(), percentile(0))
                        && isSame(rtt.mean(), mean())
                        && isSame(rtt.max(), percentile(100))
                        && isSame(rtt.stddev(), deviation())
                        && isNear(rtt.p50(), percentile(50))
                        && isNear(rtt.p95(), percentile(95))
                        && isNear(rtt.p99(), percentile(99))
                        && (rtt.jitter() == null ? count() == 1 : isSame(rtt.jitter(), jitter()));
    }

    private double mean() {
        return Arrays.stream(nanos).average().orElse(Double.NaN);
    }

    private double deviation() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(nanos)
                .mapToDouble(rtt -> Math.pow(rtt - mean, 2))
                .average()
                .orElse(Double.NaN));
    }

    /** RFC 4689 section 3.2.5, over those that were answered. */
    private double jitter() {
        return IntStream.range(1, count())
                .mapToDouble(i -> Math.abs(nanos[i] - nanos[i - 1]))
                .average()
                .orElse(Double.NaN);
    }

    /** The smallest that so many percent do not exceed. */
    private double percentile(int percent) {
        return ascending[Math.max(0, (percent * count() + 99) / 100 - 1)];
    }

    private static boolean isSame(double micros, double nanos) {
        return Math.abs(micros - nanos / MICRO_NANOS) <= ACCURACY_MICROS;
    }

    private static boolean isNear(double micros, double nanos) {
        double expected = nanos / MICRO_NANOS;
        return Math.abs(micros - expected) <= PERCENTILE_ERROR * expected + ACCURACY_MICROS;
    }

    @Override
    public String toString() {
        return count() == 0
                ? "no answer"
                : "%d answers, nanoseconds: min %.0f, mean %.0f, p50 %.0f, p95 %.0f, p99 %.0f, max %.0f, stddev %.0f, jitter %.0f"
                        .formatted(
                                count(),
                                percentile(0),
                                mean(),
                                percentile(50),
                                percentile(95),
                                percentile(99),
                                percentile(100),
                                deviation(),
                                jitter());
    }
}
