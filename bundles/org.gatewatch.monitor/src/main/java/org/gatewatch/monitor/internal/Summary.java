package org.gatewatch.monitor.internal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/**
 * Sums up the samples of a period when it closes. Minimum, mean, maximum, deviation and jitter are exact, read straight
 * from the window; percentiles go through one histogram that is used again and again, two significant digits from 1 ns
 * (at most 1 % value error). Confined to the monitor thread.
 */
final class Summary {
    private final Histogram histogram = new Histogram(2);
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    /** Counts the outcomes of samples {@code first} (inclusive) to {@code end} (exclusive), all decided. */
    SampleCounts counts(SampleWindow window, long first, long end, Period period) {
        outcomes.clear();
        for (long sequence = first; sequence < end; sequence++) {
            outcomes.merge(window.outcome(sequence), 1, Integer::sum);
        }
        return new SampleCounts(
                count(Outcome.ANSWERED),
                count(Outcome.LATE),
                count(Outcome.LOST),
                count(Outcome.REFUSED),
                count(Outcome.UNREACHABLE),
                count(Outcome.NOT_SENT),
                count(Outcome.VOID),
                period.duplicates,
                period.reordered,
                0,
                0);
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
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
            if (window.outcome(sequence) != Outcome.ANSWERED) {
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
            if (window.outcome(sequence) == Outcome.ANSWERED) {
                double deviation = window.rttNanos(sequence) - mean;
                squares += deviation * deviation;
            }
        }
        return squares;
    }
}
