package org.gatewatch.monitor.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.ProbeStatus;

/** Judges a VPN connection from its probes, by the rule that {@link ConnectionStatus} states. */
final class ConnectionVerdict {
    private ConnectionVerdict() {}

    static ConnectionStatus of(VpnConnection connection, List<ProbeStatus> probes) {
        return probes.stream()
                .max(Comparator.comparing(ProbeStatus::health)) // Health is declared from best known to worst
                .map(worst -> new ConnectionStatus(connection, health(worst, probes), worst.cause(), worst.since()))
                .orElseGet(() -> new ConnectionStatus(connection, Health.UNKNOWN, Cause.NONE, Instant.EPOCH));
    }

    private static Health health(ProbeStatus worst, List<ProbeStatus> probes) {
        if (worst.health() != Health.DOWN) {
            return worst.health();
        }
        boolean someAnswer = probes.stream()
                .map(ProbeStatus::health)
                .anyMatch(health -> health == Health.HEALTHY || health == Health.DEGRADED);
        return someAnswer ? Health.DEGRADED : Health.DOWN;
    }
}
