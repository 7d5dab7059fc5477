package org.gatewatch.config.internal;

import static org.gatewatch.config.internal.yaml.Key.required;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.config.internal.yaml.Key;
import org.gatewatch.config.internal.yaml.Schema;
import org.gatewatch.config.internal.yaml.Section;
import org.gatewatch.config.internal.yaml.Value;
import org.gatewatch.config.internal.yaml.ValueTypes;

/** What a file in {@code connections/} may say. */
final class ConnectionSchema {
    private static final Key<List<Value>> CONNECTIONS = required("connections", ValueTypes.list("connections"));
    private static final Schema FILE = new Schema("connections file", CONNECTIONS);

    private static final Key<UUID> ID = required("id", ValueTypes.uuid());
    private static final Key<String> NAME = required("name", ValueTypes.name());
    private static final Key<InetAddress> GATEWAY = required("gatewayAddress", ValueTypes.address());
    private static final Key<InetAddress> CUSTOMER_GATEWAY = required("customerGatewayAddress", ValueTypes.address());
    private static final Schema CONNECTION = new Schema("connection", ID, NAME, GATEWAY, CUSTOMER_GATEWAY);

    private final List<VpnConnection> connections = new ArrayList<>();
    private final Map<Claim.Subject, Claim> claims = new HashMap<>();

    private ConnectionSchema() {}

    /** The document's connections; incomplete when problems were reported. */
    static Optional<Version<List<VpnConnection>>> read(Value document) {
        var items = FILE.section(document).flatMap(file -> file.read(CONNECTIONS));
        var reading = new ConnectionSchema();
        items.ifPresent(list -> list.forEach(reading::readConnection));
        return items.map(list ->
                new Version<>(List.copyOf(reading.connections), List.copyOf(reading.claims.values()), List.of()));
    }

    private void readConnection(Value item) {
        CONNECTION.section(item).ifPresent(section -> {
            var id = section.read(ID);
            var name = section.read(NAME);
            id.ifPresent(given -> claim("connection id", given.toString(), section, ID));
            name.ifPresent(given -> claim("connection name", given, section, NAME));
            var gateway = section.read(GATEWAY);
            var customerGateway = section.read(CUSTOMER_GATEWAY);
            if (gateway.isEmpty() || customerGateway.isEmpty()) {
                return;
            }
            if (gateway.get().getClass() != customerGateway.get().getClass()) {
                section.wrong(CUSTOMER_GATEWAY, "must be of the same address family as gatewayAddress");
            } else if (id.isPresent() && name.isPresent()) {
                connections.add(
                        new VpnConnection(id.get(), name.get(), gateway.get(), customerGateway.get(), Quorum.DEFAULT));
            }
        });
    }

    private void claim(String what, String name, Section section, Key<?> key) {
        Value at = section.raw(key).orElseThrow();
        var claim = new Claim(what, name, at.key(), at.place());
        var earlier = claims.putIfAbsent(claim.subject(), claim);
        if (earlier != null) {
            at.wrong(earlier.takenMessage());
        }
    }
}
