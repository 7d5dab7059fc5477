package org.gatewatch.api.report;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;

/**
 * What one probe measured in one aggregation period. Complete and immutable.
 *
 * @param id which probe
 * @param probe what it sends where
 * @param source the source address that was used last; empty when none was found in the whole period
 * @param destination the address that was used last; where the probe names a host, empty when it was not resolved
 * @param tags the monitor's tags
 * @param periodStart start of the period by the wall clock, a multiple of the period's length
 * @param period the period's length; the probe's first period may have been watched in part only
 * @param sequence number of this report: 1 for the probe's first, growing by one from report to report; after a restart
 *     it goes on, leaving out one number for each period that has no report
 * @param counts how the samples ended
 * @param details why those ended so that were not answered
 * @param rtt round-trip times; empty when nothing was answered
 * @param health the verdict at the end of the period
 * @param cause its cause
 */
public record Report(
        ProbeId id,
        Probe probe,
        Optional<InetAddress> source,
        Optional<InetAddress> destination,
        Map<String, String> tags,
        Instant periodStart,
        Duration period,
        long sequence,
        SampleCounts counts,
        List<OutcomeDetail> details,
        Optional<RttStatistics> rtt,
        Health health,
        Cause cause) {
    public Report {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(tags, "tags");
        Objects.requireNonNull(periodStart, "periodStart");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(counts, "counts");
        details = List.copyOf(details);
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
        if (rtt.isPresent() != (counts.answered() > 0)) {
            throw new IllegalArgumentException(id + ": RTT is there if and only if something was answered");
        }
    }
}
