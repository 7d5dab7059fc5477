package org.gatewatch.monitor.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.gatewatch.api.report.RttStatistics;

/**
 * Sums up the RTTs of a period when it closes. Minimum, mean, maximum, deviation and jitter are exact, read straight
 * from the window; percentiles go through one histogram that is used again and again, two significant digits from 1 ns
 * (at most 1 % value error). Confined to the monitor thread.
 */
final class Summary {
    private final Histogram histogram = new Histogram(2);
    private final Tally tally = new Tally();
    private Instant lastStart = Instant.EPOCH;

    /** Periods begin at the same moment everywhere: equal starts in a row become one object. */
    Instant shared(Instant start) {
        lastStart = start.equals(lastStart) ? lastStart : start;
        return lastStart;
    }

    /** How samples {@code first} (inclusive) to {@code end} (exclusive), all decided, ended; good until the next call. */
    Tally tally(SampleWindow window, long first, long end) {
        tally.count(window, first, end);
        return tally;
    }

    /** The RTT statistics of the answered ones among the same samples; empty when there is none. */
    Optional<RttStatistics> rtt(SampleWindow window, long first, long end) {
        histogram.reset();
        long min = Long.MAX_VALUE;
        long max = 0;
        double sum = 0;
        double differences = 0;
        long previous = -1;
        for (long sequence = first; sequence < end; sequence++) {
            if (window.fate(sequence) != Fate.ANSWERED) {
                continue;
            }
            long rtt = window.rttNanos(sequence);
            histogram.recordValue(rtt);
            min = Math.min(min, rtt);
            max = Math.max(max, rtt);
            sum += rtt;
            differences += previous < 0 ? 0 : Math.abs(rtt - previous);
            previous = rtt;
        }
        long answers = histogram.getTotalCount();
        if (answers == 0) {
            return Optional.empty();
        }
        double mean = sum / answers;
        return Optional.of(new RttStatistics(
                min,
                Math.round(mean),
                percentile(50, max),
                percentile(95, max),
                percentile(99, max),
                max,
                Math.round(Math.sqrt(squaredDeviations(window, first, end, mean) / answers)),
                answers < 2 ? OptionalLong.empty() : OptionalLong.of(Math.round(differences / (answers - 1)))));
    }

    private long percentile(double percent, long max) {
        return Math.min(max, histogram.getValueAtPercentile(percent));
    }

    private static double squaredDeviations(SampleWindow window, long first, long end, double mean) {
        double squares = 0;
        for (long sequence = first; sequence < end; sequence++) {
            if (window.fate(sequence) == Fate.ANSWERED) {
                double deviation = window.rttNanos(sequence) - mean;
                squares += deviation * deviation;
            }
        }
        return squares;
    }
}
