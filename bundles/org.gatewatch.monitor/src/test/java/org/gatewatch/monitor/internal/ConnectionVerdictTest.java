package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.ProbeStatus;
import org.junit.jupiter.api.Test;

final class ConnectionVerdictTest {
    private static final Instant CHANGED = Instant.parse("2026-01-01T00:05:00Z");

    private final VpnConnection connection = new VpnConnection(
            new UUID(0, 1), "berlin", address("198.51.100.2"), address("203.0.113.1"), Quorum.DEFAULT);

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private ProbeStatus probe(Health health) {
        var probe = Probe.to("p", connection.customerGatewayAddress()).of(connection.id());
        return new ProbeStatus(
                new ProbeId("m", "p"),
                probe,
                Duration.ofSeconds(60),
                LifecycleState.ACTIVE,
                "",
                health,
                health == Health.HEALTHY ? Cause.NONE : Cause.UNKNOWN,
                CHANGED,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }

    private Health verdict(Health... probes) {
        List<ProbeStatus> statuses = Arrays.stream(probes).map(this::probe).toList();
        return ConnectionVerdict.of(connection, statuses).health();
    }

    @Test
    void isDownOnlyWhenEveryJudgedProbeIs() {
        assertEquals(Health.DOWN, verdict(Health.DOWN, Health.DOWN, Health.UNKNOWN));
        assertEquals(Health.DEGRADED, verdict(Health.DOWN, Health.HEALTHY));
    }

    @Test
    void isDegradedWhenOneProbeIs() {
        assertEquals(Health.DEGRADED, verdict(Health.HEALTHY, Health.DEGRADED));
    }

    @Test
    void isHealthyWhenEveryJudgedProbeIs() {
        assertEquals(Health.HEALTHY, verdict(Health.HEALTHY, Health.UNKNOWN));
    }

    @Test
    void isUnknownWithoutAJudgedProbe() {
        assertEquals(Health.UNKNOWN, verdict());
        assertEquals(Health.UNKNOWN, verdict(Health.UNKNOWN));
        assertEquals(Instant.EPOCH, ConnectionVerdict.of(connection, List.of()).since());
    }

    @Test
    void takesCauseAndTimeFromTheWorstProbe() {
        var verdict = ConnectionVerdict.of(connection, List.of(probe(Health.HEALTHY), probe(Health.DOWN)));
        assertEquals(Cause.UNKNOWN, verdict.cause());
        assertEquals(CHANGED, verdict.since());
    }
}
