package org.gatewatch.distribution.lab;

import java.time.Instant;

/** A report as it came over MQTT; fields as in its JSON, {@code rttMicros} is null when nothing was answered. */
record Report(
        String probe,
        String destination,
        String periodStart,
        int periodSeconds,
        long sequence,
        int sent,
        int answered,
        int late,
        int lost,
        int unreachable,
        int notSent,
        Rtt rttMicros,
        String health) {

    record Rtt(double min, double mean, double max) {}

    /** Where the period starts, in nanoseconds since the epoch. */
    long startEpochNanos() {
        return Instant.parse(periodStart).getEpochSecond() * 1_000_000_000L;
    }
}
