package org.gatewatch.monitor.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.gatewatch.api.report.RttHistogram;
import org.gatewatch.api.report.RttStatistics;

/**
 * Sums up the RTTs of a period when it closes, exactly: percentiles are of the nearest rank. Sorting the 60 samples of an
 * ordinary period costs less than a histogram. Confined to the monitor thread.
 */
final class Summary {
    private final Tally tally = new Tally();
    /** The answered RTTs of one period after the other; as long as the longest had. */
    private long[] rtts = new long[64];

    private final RoundTrips roundTrips = new RoundTrips();
    private Instant lastStart = Instant.EPOCH;

    /** All that {@link #rtt} summed up so far. Any thread. */
    RttHistogram roundTrips() {
        return roundTrips.histogram();
    }

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
        int answers = collect(window, first, end);
        if (answers == 0) {
            return Optional.empty();
        }
        OptionalLong jitter = jitter(answers); // of neighbours, so before they are sorted
        Arrays.sort(rtts, 0, answers);
        roundTrips.add(rtts, answers);
        double mean = mean(answers);
        return Optional.of(new RttStatistics(
                rtts[0],
                Math.round(mean),
                percentile(50, answers),
                percentile(95, answers),
                percentile(99, answers),
                rtts[answers - 1],
                Math.round(Math.sqrt(squaredDeviations(answers, mean) / answers)),
                jitter));
    }

    private int collect(SampleWindow window, long first, long end) {
        int answers = 0;
        for (long sequence = first; sequence < end; sequence++) {
            if (window.fate(sequence) == Fate.ANSWERED) {
                if (answers == rtts.length) {
                    rtts = Arrays.copyOf(rtts, 2 * answers);
                }
                rtts[answers++] = window.rttNanos(sequence);
            }
        }
        return answers;
    }

    private OptionalLong jitter(int answers) {
        if (answers < 2) {
            return OptionalLong.empty();
        }
        double differences = 0;
        for (int i = 1; i < answers; i++) {
            differences += Math.abs(rtts[i] - rtts[i - 1]);
        }
        return OptionalLong.of(Math.round(differences / (answers - 1)));
    }

    private double mean(int answers) {
        double sum = 0;
        for (int i = 0; i < answers; i++) {
            sum += rtts[i];
        }
        return sum / answers;
    }

    private double squaredDeviations(int answers, double mean) {
        double squares = 0;
        for (int i = 0; i < answers; i++) {
            double deviation = rtts[i] - mean;
            squares += deviation * deviation;
        }
        return squares;
    }

    private long percentile(int percent, int answers) {
        return rtts[(int) (((long) percent * answers + 99) / 100) - 1];
    }
}
