package org.gatewatch.monitor.internal;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import org.gatewatch.api.report.RttHistogram;
import org.gatewatch.api.report.RttHistogram.Bucket;

/**
 * Counts the round-trip times of closed periods by length: three bounds a decade, as far as timeouts commonly go. Written
 * by the monitor thread, read by any.
 */
final class RoundTrips {
    private static final long[] UP_TO_MICROS = {
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
        5_000_000
    };
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** One for each bound, one for what is longer, and their sum in nanoseconds. */
    private final AtomicLongArray counts = new AtomicLongArray(UP_TO_MICROS.length + 2);

    /** Counts the first of these, which are in order. */
    void add(long[] sortedNanos, int answers) {
        int bucket = 0;
        long sum = 0;
        int counted = 0;
        for (int i = 0; i < answers; i++) {
            while (bucket < UP_TO_MICROS.length && sortedNanos[i] > UP_TO_MICROS[bucket] * NANOS_PER_MICRO) {
                add(bucket++, i - counted);
                counted = i;
            }
            sum += sortedNanos[i];
        }
        add(bucket, answers - counted);
        add(UP_TO_MICROS.length + 1, sum);
    }

    /** There is one writer. */
    private void add(int index, long more) {
        if (more > 0) {
            counts.lazySet(index, counts.get(index) + more);
        }
    }

    /** What was counted so far. */
    RttHistogram histogram() {
        var buckets = new ArrayList<Bucket>(UP_TO_MICROS.length);
        long answers = 0;
        for (int i = 0; i < UP_TO_MICROS.length; i++) {
            buckets.add(new Bucket(UP_TO_MICROS[i] * NANOS_PER_MICRO, counts.get(i)));
            answers += buckets.get(i).answers();
        }
        answers += counts.get(UP_TO_MICROS.length);
        return new RttHistogram(buckets, answers, counts.get(UP_TO_MICROS.length + 1) / NANOS_PER_SECOND);
    }
}
