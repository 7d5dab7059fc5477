package org.gatewatch.api.resource;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;

/**
 * A VPN connection as clients see it.
 *
 * @param connection its id, name, addresses and tags
 * @param health how it does; {@code UNKNOWN} as well when nothing probes it
 * @param monitorId its connection monitor, if it has one
 * @param origin its file and times
 */
public record ConnectionView(VpnConnection connection, Health health, Optional<UUID> monitorId, Origin origin) {
    public ConnectionView {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(monitorId, "monitorId");
        Objects.requireNonNull(origin, "origin");
    }

    /** How it does in the words of Open Telekom Cloud and Huawei, who have none for one that is slow or loses something. */
    public Status status() {
        return switch (health) {
            case HEALTHY, DEGRADED -> Status.ACTIVE;
            case DOWN -> Status.DOWN;
            case UNKNOWN -> Status.UNKNOWN;
        };
    }

    /**
     * The state of a VPN connection; of the clouds' own there are those that a gateway which does not make tunnels can
     * know.
     */
    public enum Status {
        /** It carries packets. */
        ACTIVE,
        /** It carries none. */
        DOWN,
        /** Nobody probes it, or nothing can be said yet. */
        UNKNOWN
    }
}
