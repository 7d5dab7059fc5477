package org.gatewatch.config.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.config.internal.yaml.Place;

/** A monitor as its file says it: a probe of a VPN connection does not know its addresses yet. */
record MonitorDraft(String name, Duration aggregationPeriod, Map<String, String> tags, List<ProbeDraft> probes) {
    Monitor resolve(Map<UUID, VpnConnection> connections) {
        var resolved = probes.stream().map(probe -> probe.resolve(connections)).toList();
        return new Monitor(name, aggregationPeriod, tags, resolved);
    }

    record ProbeDraft(
            String name, Target target, Protocol protocol, int packetSize, Duration interval, Duration timeout) {
        private Probe resolve(Map<UUID, VpnConnection> connections) {
            return target.probe(this, connections);
        }

        private Probe between(Optional<UUID> connectionId, Source source, InetAddress destination) {
            return new Probe(name, connectionId, source, destination, protocol, packetSize, interval, timeout);
        }
    }

    /** Where a probe goes. */
    sealed interface Target {
        Probe probe(ProbeDraft draft, Map<UUID, VpnConnection> connections);
    }

    record Direct(Source source, InetAddress destination) implements Target {
        @Override
        public Probe probe(ProbeDraft draft, Map<UUID, VpnConnection> connections) {
            return draft.between(Optional.empty(), source, destination);
        }
    }

    /** Between the outer addresses of a VPN connection, whose id stands at a place under a key. */
    record OfConnection(UUID id, String key, Place place) implements Target {
        @Override
        public Probe probe(ProbeDraft draft, Map<UUID, VpnConnection> connections) {
            VpnConnection connection = connections.get(id);
            return draft.between(
                    Optional.of(id),
                    new Source.Address(connection.gatewayAddress()),
                    connection.customerGatewayAddress());
        }
    }
}
