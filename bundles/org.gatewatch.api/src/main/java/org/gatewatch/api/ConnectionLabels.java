package org.gatewatch.api;

import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of a VPN connection beside its outer addresses. Immutable.
 *
 * @param tunnel the inner addresses
 * @param enterpriseProjectId the project that it is counted to, 1–36 of {@code [0-9a-zA-Z-]}
 * @param tags free words of the operator, in the file's order
 * @param times when it was made and changed
 */
public record ConnectionLabels(
        Optional<Tunnel> tunnel, Optional<String> enterpriseProjectId, Map<String, String> tags, Times times) {
    /** Nothing is said. */
    public static final ConnectionLabels NONE =
            new ConnectionLabels(Optional.empty(), Optional.empty(), Map.of(), Times.NONE);

    /**
     * The inner ends of the tunnel, of one address family.
     *
     * @param gateway this host's
     * @param customerGateway the peer's
     */
    public record Tunnel(InetAddress gateway, InetAddress customerGateway) {
        public Tunnel {
            if (gateway.getClass() != customerGateway.getClass()) {
                throw new IllegalArgumentException("both ends of a tunnel must be of one address family");
            }
        }
    }

    public ConnectionLabels {
        Objects.requireNonNull(tunnel, "tunnel");
        Objects.requireNonNull(enterpriseProjectId, "enterpriseProjectId");
        Objects.requireNonNull(times, "times");
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }
}
