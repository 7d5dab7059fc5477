package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VPN connections, and the connection monitors that follow them. */
class ConnectionsTest {
    private static final Settings BERLIN = Settings.NONE
            .with("name", "berlin")
            .with("gatewayAddress", "198.51.100.2")
            .with("customerGatewayAddress", "203.0.113.1");

    @AutoClose
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path root) {
        bench = new Bench(root);
    }

    private ConnectionView create() {
        return bench.service.createConnection(BERLIN, "");
    }

    private static UUID id(ConnectionView view) {
        return view.connection().id();
    }

    @Test
    void givesAnIdThatStays() {
        var view = create();
        bench.restart();

        assertEquals(view, bench.service.connection(id(view)));
        assertTrue(bench.exists("connections/managed/" + id(view) + ".yaml"));
    }

    @Test
    void takesAnIdThatIsGiven() {
        var id = UUID.randomUUID();

        assertEquals(id, id(bench.service.createConnection(BERLIN.with("id", id), "")));
    }

    @Test
    void refusesATakenName() {
        create();

        refused(Kind.CONFLICT, this::create);
    }

    @Test
    void saysOfWhichFieldItComplains() {
        var refusal =
                refused(Kind.VALIDATION, () -> bench.service.createConnection(BERLIN.with("gatewayAddress", "x"), ""));

        assertEquals("gatewayAddress", refusal.fields().get(0).field());
    }

    @Test
    void limitsConnections() {
        create();
        bench.service.createConnection(BERLIN.with("name", "b"), "");

        refused(Kind.QUOTA, () -> bench.service.createConnection(BERLIN.with("name", "c"), ""));
    }

    @Test
    void tellsHowItDoes() {
        var view = create();
        bench.monitoring.connections.add(
                new ConnectionStatus(view.connection(), Health.DOWN, Cause.LINK, Instant.EPOCH));

        assertEquals(Health.DOWN, bench.service.connection(id(view)).health());
        assertEquals(
                ConnectionView.Status.DOWN, bench.service.connection(id(view)).status());
    }

    @Test
    void listsInParts() {
        create();
        bench.service.createConnection(BERLIN.with("name", "b"), "");

        var first = bench.service.connections(1, "");
        var second = bench.service.connections(1, first.nextToken().orElseThrow());

        assertFalse(first.items().equals(second.items()));
        assertEquals(Optional.empty(), second.nextToken());
    }

    @Test
    void staysWhileAProbeNeedsIt() {
        var view = create();
        var probe = Settings.NONE.with("name", "p").with("vpnConnectionId", id(view));
        bench.service.createMonitor(monitor("offices", probe), "");

        var refusal = refused(Kind.CONFLICT, () -> bench.service.deleteConnection(id(view)));

        assertTrue(refusal.getMessage().contains("is still needed by monitor offices;"), refusal.getMessage());
        assertEquals(1, bench.service.connections(9, "").items().size());
    }

    @Test
    void goesWithItsFile() {
        var view = create();

        bench.service.deleteConnection(id(view));

        assertFalse(bench.exists("connections/managed/" + id(view) + ".yaml"));
        refused(Kind.NOT_FOUND, () -> bench.service.connection(id(view)));
    }

    @Test
    void leavesItsFileToOthersThatAPersonAddedThere() {
        bench.write("connections/managed/two.yaml", """
                connections:
                  - {id: 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11, name: a, gatewayAddress: 198.51.100.2, customerGatewayAddress: 203.0.113.1}
                  - {id: 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a12, name: b, gatewayAddress: 198.51.100.2, customerGatewayAddress: 203.0.113.2}
                """);

        bench.service.deleteConnection(UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11"));

        assertEquals(
                "b",
                bench.service.connections(9, "").items().get(0).connection().name());
    }

    @Test
    void isMonitoredByItsIdAlone() {
        var view = create();

        var made = bench.service.createConnectionMonitor(id(view), "");

        var probe = made.monitor().probes().get(0).probe();
        assertEquals("198.51.100.2", probe.source().toString());
        assertEquals("203.0.113.1", probe.destination().toString());
        assertEquals(Optional.of(made.id()), bench.service.connection(id(view)).monitorId());
        assertEquals(made, bench.service.connectionMonitor(made.id()));
    }

    @Test
    void isFollowedByItsMonitor() {
        var view = create();
        var made = bench.service.createConnectionMonitor(id(view), "");

        bench.service.updateConnection(id(view), Settings.NONE.with("customerGatewayAddress", "203.0.113.99"));

        var probe =
                bench.service.connectionMonitor(made.id()).monitor().probes().get(0);
        assertEquals("203.0.113.99", probe.probe().destination().toString());
        assertEquals(made.monitor().probes().get(0).id(), probe.id());
    }

    @Test
    void hasOneMonitor() {
        var view = create();
        bench.service.createConnectionMonitor(id(view), "");

        var refusal = refused(Kind.CONFLICT, () -> bench.service.createConnectionMonitor(id(view), ""));

        assertTrue(refusal.getMessage().contains("already has connection monitor"), refusal.getMessage());
    }

    @Test
    void mustBeThereToBeMonitored() {
        refused(Kind.NOT_FOUND, () -> bench.service.createConnectionMonitor(UUID.randomUUID(), ""));
    }

    @Test
    void losesItsMonitor() {
        var view = create();
        var made = bench.service.createConnectionMonitor(id(view), "");

        bench.service.deleteConnectionMonitor(made.id());

        assertEquals(List.of(), bench.service.connectionMonitors());
        refused(Kind.NOT_FOUND, () -> bench.service.deleteConnectionMonitor(made.id()));
    }
}
