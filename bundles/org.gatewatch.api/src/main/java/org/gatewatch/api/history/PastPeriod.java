package org.gatewatch.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/**
 * What is remembered of one {@link Report}. Immutable.
 *
 * @param start start of the period by the wall clock
 * @param period the period's length
 * @param sequence the report's number
 * @param counts how the samples ended
 * @param details why those ended so that were not answered
 * @param rtt round-trip times, to 100 ns; empty when nothing was answered
 * @param health the verdict at the end of the period
 * @param cause its cause
 */
public record PastPeriod(
        Instant start,
        Duration period,
        long sequence,
        SampleCounts counts,
        List<OutcomeDetail> details,
        Optional<RttStatistics> rtt,
        Health health,
        Cause cause) {
    public PastPeriod {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(counts, "counts");
        details = List.copyOf(details);
        Objects.requireNonNull(rtt, "rtt");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
    }

    /** What of this report is remembered. */
    public static PastPeriod of(Report report) {
        return new PastPeriod(
                report.periodStart(),
                report.period(),
                report.sequence(),
                report.counts(),
                report.details(),
                report.rtt(),
                report.health(),
                report.cause());
    }
}
