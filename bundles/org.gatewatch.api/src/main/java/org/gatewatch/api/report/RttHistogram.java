package org.gatewatch.api.report;

import java.util.List;

/**
 * How many round-trip times were how long, of answered samples of all probes. Immutable.
 *
 * @param buckets in order; each counts what is longer than the one before reaches, and the last may leave out the longest
 * @param answers all of them
 * @param sumSeconds of all of them
 */
public record RttHistogram(List<Bucket> buckets, long answers, double sumSeconds) {
    /** Nothing was answered. */
    public static final RttHistogram EMPTY = new RttHistogram(List.of(), 0, 0);

    /**
     * One range of lengths.
     *
     * @param upToNanos the longest that is counted here
     * @param answers how many there were
     */
    public record Bucket(long upToNanos, long answers) {}

    public RttHistogram {
        buckets = List.copyOf(buckets);
    }
}
