package org.gatewatch.distribution.lab;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;

/** A report as it came over MQTT; fields as in its JSON, null or 0 where one is absent. */
record Report(
        String probe,
        String source,
        String destination,
        String destinationAddress,
        String periodStart,
        int periodSeconds,
        long sequence,
        int sent,
        int answered,
        int late,
        int lost,
        int refused,
        int unreachable,
        int notSent,
        @SerializedName("void") int voided,
        int duplicates,
        int reordered,
        int lossRuns,
        int longestLossRun,
        List<Detail> details,
        Double lossPercent,
        Rtt rttMicros,
        String health,
        String cause) {

    record Detail(String outcome, String cause, String reason, int samples, IcmpError error) {}

    record IcmpError(int type, int code, String sender, Integer nextHopMtu) {}

    record Rtt(double min, double mean, double p50, double p95, double p99, double max, double stddev, Double jitter) {}

    /** Where the period starts, in nanoseconds since the epoch. */
    long startEpochNanos() {
        return Instant.parse(periodStart).getEpochSecond() * 1_000_000_000L;
    }
}
