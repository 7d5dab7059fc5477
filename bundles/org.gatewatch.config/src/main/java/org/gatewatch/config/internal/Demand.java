package org.gatewatch.config.internal;

import java.time.Duration;

/**
 * How much memory one probe takes, and where the file says so. Small: there are as many as probes.
 *
 * @param bytes over all parts of the gateway
 * @param index the probe's place among its monitor's, from 0
 * @param interval as a person reads it; a constant where it is the default
 * @param line where the interval stands, or the probe when it has none
 * @param column as {@code line}
 */
record Demand(long bytes, int index, String interval, int line, int column) {
    /**
     * All that is kept of a probe beside its samples: by the engine, and by configuration, SNMP, MQTT and status together.
     */
    static final int PROBE_BYTES = 2_500;

    /** What the engine keeps of a sample. */
    static final int SAMPLE_BYTES = 8;

    /** The way to the interval in the file. */
    String key() {
        return MonitorSchema.LIST + '[' + index + "].interval";
    }

    /** Counts the samples of two periods, the open one and the one that still gets answers, and of the timeout. */
    static long bytes(Duration aggregationPeriod, Duration timeout, Duration interval) {
        long keptNanos = aggregationPeriod.multipliedBy(2).plus(timeout).toNanos();
        return PROBE_BYTES + SAMPLE_BYTES * ((keptNanos + interval.toNanos() - 1) / interval.toNanos());
    }
}
