package org.gatewatch.api;

import java.net.InetAddress;
import java.util.Objects;
import java.util.UUID;

/**
 * This gateway and one customer gateway: the pair that an operator answers for.
 *
 * @param id stable identity, the {@code vpnConnectionId} of a probe
 * @param name what people call it; unique among connections
 * @param gatewayAddress the outer address on this host
 * @param customerGatewayAddress the peer's outer address, of the same family
 * @param quorum how many of its probes decide for it
 * @param labels what else is said of it
 */
public record VpnConnection(
        UUID id,
        String name,
        InetAddress gatewayAddress,
        InetAddress customerGatewayAddress,
        Quorum quorum,
        ConnectionLabels labels) {
    /** A connection of which nothing else is said. */
    public VpnConnection(
            UUID id, String name, InetAddress gatewayAddress, InetAddress customerGatewayAddress, Quorum quorum) {
        this(id, name, gatewayAddress, customerGatewayAddress, quorum, ConnectionLabels.NONE);
    }

    public VpnConnection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(quorum, "quorum");
        Objects.requireNonNull(labels, "labels");
        if (gatewayAddress.getClass() != customerGatewayAddress.getClass()) {
            throw new IllegalArgumentException("connection " + name + ": gatewayAddress and customerGatewayAddress "
                    + "must be of one address family");
        }
    }
}
