package org.gatewatch.config.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.config.internal.yaml.Place;

/** A monitor as its file says it: a probe of a VPN connection does not know its addresses yet. */
record MonitorDraft(String name, Duration aggregationPeriod, Map<String, String> tags, List<ProbeDraft> probes) {
    Monitor resolve(Map<UUID, VpnConnection> connections) {
        var resolved = probes.stream().map(probe -> probe.resolve(connections)).toList();
        return new Monitor(name, aggregationPeriod, tags, resolved, Quorum.DEFAULT);
    }

    record ProbeDraft(
            String name, Target target, Protocol protocol, int packetSize, Duration interval, Duration timeout) {
        private Probe resolve(Map<UUID, VpnConnection> connections) {
            return target.probe(this, connections);
        }

        private Probe between(Optional<UUID> connectionId, Source source, InetAddress destination) {
            return new Probe(
                    name,
                    connectionId,
                    source,
                    0,
                    new Destination.Address(destination),
                    new Packet(protocol, OptionalInt.empty(), packetSize, 0, Packet.DEFAULT_TTL, false),
                    interval,
                    timeout,
                    false,
                    Thresholds.DEFAULT);
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
