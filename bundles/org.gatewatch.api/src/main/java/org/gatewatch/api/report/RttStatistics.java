package org.gatewatch.api.report;

import java.util.OptionalLong;

/**
 * Round-trip times of the answered samples of one period, in nanoseconds. All are exact;
 * percentiles are of the nearest rank.
 *
 * @param minNanos smallest
 * @param meanNanos arithmetic mean
 * @param p50Nanos median
 * @param p95Nanos 95th percentile
 * @param p99Nanos 99th percentile
 * @param maxNanos largest
 * @param stddevNanos standard deviation of the population
 * @param jitterNanos mean absolute difference of consecutive RTTs (in the way of RFC 4689 section 3.2.5); empty with
 *     fewer than two answers
 */
public record RttStatistics(
        long minNanos,
        long meanNanos,
        long p50Nanos,
        long p95Nanos,
        long p99Nanos,
        long maxNanos,
        long stddevNanos,
        OptionalLong jitterNanos) {}
