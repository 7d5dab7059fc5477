package org.gatewatch.api.report;

import java.time.Instant;
import java.util.Objects;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;

/**
 * How one VPN connection does, judged from the probes that belong to it by its {@link org.gatewatch.api.Quorum}, as a
 * {@link MonitorStatus} is. Immutable.
 *
 * @param connection which connection
 * @param health the verdict
 * @param cause the cause at its worst probe
 * @param since when the verdict of its worst probe changed last; the epoch when it has no probe
 */
public record ConnectionStatus(VpnConnection connection, Health health, Cause cause, Instant since) {
    public ConnectionStatus {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(since, "since");
    }
}
