package org.gatewatch.api.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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
 * @param state whether it runs
 * @param reason why it is in {@code ERROR}; empty in other states
 * @param health the verdict about its path
 * @param cause the verdict's cause
 * @param since when health or cause changed last
 * @param egress the way its packets take
 * @param lastReport of the last completed period
 */
public record ProbeStatus(
        ProbeId id,
        Probe probe,
        LifecycleState state,
        String reason,
        Health health,
        Cause cause,
        Instant since,
        Optional<Egress> egress,
        Optional<Report> lastReport) {
    public ProbeStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(lastReport, "lastReport");
    }
}
