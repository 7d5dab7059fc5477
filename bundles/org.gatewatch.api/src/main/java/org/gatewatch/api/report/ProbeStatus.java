package org.gatewatch.api.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Egress;

/**
 * How one probe does at one moment. Immutable.
 *
 * @param id which probe
 * @param probe what it sends where
 * @param aggregationPeriod length of its reports' periods
 * @param state whether it runs
 * @param reason why it is in {@code ERROR}, or why the name of its destination could not be resolved last while it goes on
 *     to the address that it had; else empty
 * @param health the verdict about its path
 * @param cause the verdict's cause
 * @param since when health or cause changed last
 * @param egress the way its packets take
 * @param pathMtu the largest IP packet that is known to pass, where larger ones are known not to: told by a router, or
 *     found by trying
 * @param pace time between two packets at present: the probe's interval, or longer while its peer limits the rate of its
 *     answers
 * @param lastReport of the last completed period; empty before, and where it is known already: in a change
 */
public record ProbeStatus(
        ProbeId id,
        Probe probe,
        Duration aggregationPeriod,
        LifecycleState state,
        String reason,
        Health health,
        Cause cause,
        Instant since,
        Optional<Egress> egress,
        OptionalInt pathMtu,
        Duration pace,
        Optional<Report> lastReport) {
    public ProbeStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(aggregationPeriod, "aggregationPeriod");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(pathMtu, "pathMtu");
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(lastReport, "lastReport");
    }

    /** The same with another last report, or none. */
    public ProbeStatus with(Optional<Report> report) {
        return report.equals(lastReport)
                ? this
                : new ProbeStatus(
                        id,
                        probe,
                        aggregationPeriod,
                        state,
                        reason,
                        health,
                        cause,
                        since,
                        egress,
                        pathMtu,
                        pace,
                        report);
    }
}
