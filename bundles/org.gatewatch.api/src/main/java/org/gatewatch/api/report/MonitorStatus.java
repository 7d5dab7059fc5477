package org.gatewatch.api.report;

import java.time.Instant;
import java.util.Objects;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Monitor;

/**
 * How one monitor does, judged from its probes by its {@link org.gatewatch.api.Quorum}: {@code DOWN} when enough of them
 * are, else {@code DEGRADED} when enough are bad, else {@code HEALTHY}, and {@code UNKNOWN} when none is judged.
 * Immutable.
 *
 * @param monitor which monitor
 * @param health the verdict
 * @param cause the cause at its worst probe
 * @param since when the verdict of its worst probe changed last; the epoch when it has no probe
 */
public record MonitorStatus(Monitor monitor, Health health, Cause cause, Instant since) {
    public MonitorStatus {
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
    }
}
