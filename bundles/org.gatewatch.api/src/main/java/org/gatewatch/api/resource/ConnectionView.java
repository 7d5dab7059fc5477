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
}
