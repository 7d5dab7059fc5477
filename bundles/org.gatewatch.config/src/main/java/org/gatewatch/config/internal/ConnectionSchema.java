package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.optional;
import static org.gatewatch.config.internal.yaml.Key.required;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.api.ConnectionLabels;
import org.gatewatch.api.ConnectionLabels.Tunnel;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.config.internal.yaml.AddressTypes;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Place;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a file in {@code connections/} may say. Reads one file. */
final class ConnectionSchema {
    /** The key of the list that is read item by item. */
    static final String LIST = "connections";

    private static final Key<UUID> ID = required("id", ValueTypes.uuid())
            .says("Its identity, unique over all files; probes refer to it as vpnConnectionId.");
    private static final Key<String> NAME =
            required("name", ValueTypes.name()).says("What people call it, unique over all files.");
    private static final Key<InetAddress> GATEWAY =
            required("gatewayAddress", AddressTypes.address()).says("Its outer address on this host.");
    private static final Key<InetAddress> CUSTOMER_GATEWAY = required("customerGatewayAddress", AddressTypes.address())
            .says("The peer's outer address, of the same family.");
    private static final Key<Quorum> QUORUM =
            optional("quorum", QuorumSchema.TYPE).says("How many of its probes decide for it.");
    private static final Key<InetAddress> TUNNEL = optional("tunnelGatewayAddress", AddressTypes.address())
            .says("The tunnel's inner address on this host; only together with the peer's.");
    private static final Key<InetAddress> CUSTOMER_TUNNEL = optional(
                    "tunnelCustomerGatewayAddress", AddressTypes.address())
            .says("The peer's inner address, of the same family.");
    private static final Key<String> ENTERPRISE_PROJECT = optional(
                    "enterpriseProjectId",
                    ValueTypes.text(Pattern.compile("[0-9a-zA-Z-]{1,36}"), "1 to 36 of a-z A-Z 0-9 -"))
            .says("The project that it is counted to.");
    static final Schema CONNECTION = new Schema(
                    "connection",
                    Stream.of(
                                    List.of(ID, NAME, GATEWAY, CUSTOMER_GATEWAY, TUNNEL, CUSTOMER_TUNNEL, QUORUM),
                                    List.of(ENTERPRISE_PROJECT, LabelSchema.TAGS),
                                    LabelSchema.TIMES)
                            .flatMap(List::stream)
                            .toList())
            .where("""
                    "dependencies": {"tunnelGatewayAddress": ["tunnelCustomerGatewayAddress"], \
                    "tunnelCustomerGatewayAddress": ["tunnelGatewayAddress"]}""");

    private static final Key<List<Value>> CONNECTIONS =
            required(LIST, ValueTypes.list("connections", CONNECTION.form()));
    /** A whole file. */
    static final Schema FILE = new Schema("connections file", CONNECTIONS);

    private final List<VpnConnection> connections = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();
    private final Claims claims = new Claims();
    /** Of one file: while it is read, everything else runs on in the same heap. */
    private final long maxConnections = MemoryBudget.roomOfThisJvm() / 8 / Demand.CONNECTION_BYTES;

    private boolean isFull;

    /** The document's connections with those read before; incomplete when problems were reported. */
    Optional<Version<List<VpnConnection>>> read(Value document) {
        var items = FILE.section(document).flatMap(file -> file.read(CONNECTIONS));
        items.ifPresent(list -> list.forEach(this::readConnection));
        return items.map(list -> new Version<>(List.copyOf(connections), claims.all(), demands));
    }

    void readConnection(Value item) {
        if (isFull) {
            return;
        }
        if (connections.size() == maxConnections) {
            isFull = true;
            item.wrong(
                    "more connections in one file than fit the heap: split it, or use more (GATEWATCH_JAVA_OPTS=-Xmx...)",
                    maxConnections + " at most");
            return;
        }
        CONNECTION.section(item).ifPresent(section -> {
            var id = section.read(ID);
            var name = section.read(NAME);
            id.ifPresent(given -> claims.add(
                    "connection id", given.toString(), section.raw(ID).orElseThrow()));
            name.ifPresent(given ->
                    claims.add("connection name", given, section.raw(NAME).orElseThrow()));
            var gateway = section.read(GATEWAY);
            var customerGateway = section.read(CUSTOMER_GATEWAY);
            var quorum = section.readOr(QUORUM, Quorum.DEFAULT);
            var labels = labels(section);
            if (gateway.isEmpty() || customerGateway.isEmpty()) {
                return;
            }
            if (gateway.get().getClass() != customerGateway.get().getClass()) {
                section.wrong(CUSTOMER_GATEWAY, "not of the same address family as gatewayAddress", Families.ALLOWED);
            } else if (id.isPresent() && name.isPresent()) {
                demands.add(demand(item.place()));
                connections.add(
                        new VpnConnection(id.get(), name.get(), gateway.get(), customerGateway.get(), quorum, labels));
            }
        });
    }

    private static ConnectionLabels labels(Section section) {
        var labels = new ConnectionLabels(
                tunnel(section),
                section.read(ENTERPRISE_PROJECT),
                section.readOr(LabelSchema.TAGS, Map.of()),
                LabelSchema.times(section));
        return labels.equals(ConnectionLabels.NONE) ? ConnectionLabels.NONE : labels;
    }

    private static Optional<Tunnel> tunnel(Section section) {
        var gateway = section.read(TUNNEL);
        var customerGateway = section.read(CUSTOMER_TUNNEL);
        if (section.has(TUNNEL) != section.has(CUSTOMER_TUNNEL)) {
            section.missing(section.has(TUNNEL) ? CUSTOMER_TUNNEL : TUNNEL, "missing; a tunnel has two ends");
        }
        if (gateway.isEmpty() || customerGateway.isEmpty()) {
            return Optional.empty();
        }
        if (gateway.get().getClass() != customerGateway.get().getClass()) {
            section.wrong(CUSTOMER_TUNNEL, "not of the same address family as tunnelGatewayAddress", Families.ALLOWED);
            return Optional.empty();
        }
        return Optional.of(new Tunnel(gateway.get(), customerGateway.get()));
    }

    private Demand demand(Place at) {
        return new Demand(Demand.Kind.CONNECTION, Demand.CONNECTION_BYTES, demands.size(), "", at.line(), at.column());
    }
}
