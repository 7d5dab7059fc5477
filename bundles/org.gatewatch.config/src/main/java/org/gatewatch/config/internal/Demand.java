package org.gatewatch.config.internal;

import java.time.Duration;
import org.gatewatch.config.internal.yaml.Place;

/**
 * How many samples of one probe must be kept at once, and where the file says so.
 *
 * @param samples those of two periods, the open one and the one that still gets answers, and of the timeout
 * @param key the way to the probe's interval
 * @param interval the interval as the file has it
 * @param place where the interval stands, or the probe when it has none
 */
record Demand(long samples, String key, String interval, Place place) {
    static long samples(Duration aggregationPeriod, Duration timeout, Duration interval) {
        long keptNanos = aggregationPeriod.multipliedBy(2).plus(timeout).toNanos();
        return (keptNanos + interval.toNanos() - 1) / interval.toNanos();
    }
}
