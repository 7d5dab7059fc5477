package org.gatewatch.config.internal;

import java.util.Map;
import java.util.UUID;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;

/**
 * What probes may refer to instead of saying an address.
 *
 * @param connections that run, by id
 * @param subnets by ARN, what stands for them on this host
 */
record KnownEnds(Map<UUID, VpnConnection> connections, Map<String, Source> subnets) {
    KnownEnds {
        connections = Map.copyOf(connections);
        subnets = Map.copyOf(subnets);
    }
}
