package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.mqtt.internal.queue.QueueFigures;
import org.junit.jupiter.api.Test;

class JsonNoticesTest {
    private static final String HEAD = "{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",";

    private final JsonNotices notices = Publishers.notices();
    private final Messages messages = new Messages(notices, notices, Publishers.topics());

    @Test
    void writesStateAsPublished() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"state\":\"ACTIVE\",\"health\":\"DOWN\",\"cause\":\"link\","
                        + "\"since\":\"2026-01-01T00:00:30.123Z\",\"validUntil\":\"2026-01-01T00:10:00Z\",\"source\":\"198.51.100.2\","
                        + "\"destination\":\"203.0.113.1\",\"periodSeconds\":60,\"paceMillis\":1000}",
                notices.state(Examples.status(Examples.BERLIN, Health.DOWN)));
    }

    @Test
    void writesReasonOfErrorAndNoSourceWithoutEgress() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",\"monitor\":\"m\",\"probe\":\"quote\\\" and"
                        + " \\u0001\",\"state\":\"ERROR\",\"reason\":\"no"
                        + " route\",\"health\":\"UNKNOWN\",\"cause\":\"gateway\","
                        + "\"since\":\"1970-01-01T00:00:00Z\",\"validUntil\":\"2026-01-01T00:10:00Z\",\"destination\":\"203.0.113.1\","
                        + "\"periodSeconds\":60,\"paceMillis\":1000}",
                notices.state(new ProbeStatus(
                        new ProbeId("m", "quote\" and \u0001"),
                        Examples.probe("berlin"),
                        Duration.ofSeconds(60),
                        LifecycleState.ERROR,
                        "no route",
                        Health.UNKNOWN,
                        Cause.GATEWAY,
                        Instant.EPOCH,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Duration.ofSeconds(1),
                        Optional.empty())));
    }

    @Test
    void writesStateOfMonitor() {
        assertEquals(
                HEAD + "\"monitor\":\"m\",\"health\":\"DEGRADED\",\"cause\":\"link\","
                        + "\"since\":\"2026-01-01T00:00:30.123Z\",\"validUntil\":\"2026-01-01T00:10:00Z\",\"probes\":1}",
                monitor());
    }

    @Test
    void writesStateOfConnection() {
        assertEquals(
                HEAD + "\"connection\":\"berlin\",\"connectionId\":\"00000000-0000-0001-0000-000000000002\","
                        + "\"gatewayAddress\":\"198.51.100.2\",\"customerGatewayAddress\":\"203.0.113.1\","
                        + "\"health\":\"DOWN\",\"cause\":\"tunnel\",\"since\":\"2026-01-01T00:00:30.123Z\","
                        + "\"validUntil\":\"2026-01-01T00:10:00Z\"}",
                connection());
    }

    String monitor() {
        var probes = List.of(Examples.probe("berlin"));
        var monitor = new Monitor("m", Duration.ofMinutes(1), Map.of(), probes, Quorum.DEFAULT);
        return notices.monitor(new MonitorStatus(monitor, Health.DEGRADED, Cause.LINK, Examples.SINCE));
    }

    String connection() {
        return notices.connection(connection(Health.DOWN, Cause.TUNNEL));
    }

    private static ConnectionStatus connection(Health health, Cause cause) {
        var connection = new VpnConnection(
                new UUID(1, 2),
                "berlin",
                Examples.address("198.51.100.2"),
                Examples.address("203.0.113.1"),
                Quorum.DEFAULT);
        return new ConnectionStatus(connection, health, cause, Examples.SINCE);
    }

    private String change(Health before, Health now) {
        return messages.change(Examples.status(Examples.BERLIN, before), Examples.status(Examples.BERLIN, now))
                .map(message -> new String(message.payload(), StandardCharsets.UTF_8))
                .orElse("");
    }

    @Test
    void raisesWhenProbeBecomesBad() {
        assertEquals(
                HEAD + "\"event\":\"raise\",\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"health\":\"DOWN\",\"cause\":\"link\",\"previousHealth\":\"HEALTHY\","
                        + "\"since\":\"2026-01-01T00:00:30.123Z\"}",
                change(Health.HEALTHY, Health.DOWN));
    }

    @Test
    void raisesAgainWhenItGetsWorse() {
        assertTrue(change(Health.DEGRADED, Health.DOWN).contains("\"raise\""));
    }

    @Test
    void clearsWhenItIsGoodAgain() {
        assertTrue(change(Health.DOWN, Health.HEALTHY).contains("\"clear\""));
    }

    @Test
    void clearsWhenNobodyKnowsAnyMore() {
        assertTrue(change(Health.DOWN, Health.UNKNOWN).contains("\"clear\""));
    }

    @Test
    void saysNothingWhenHealthStays() {
        assertEquals("", change(Health.DOWN, Health.DOWN));
        assertEquals("", change(Health.UNKNOWN, Health.HEALTHY));
    }

    @Test
    void saysWhereFaultWasLocated() {
        var event = messages.change(connection(Health.DOWN, Cause.UNKNOWN), connection(Health.DOWN, Cause.LINK))
                .orElseThrow();

        assertEquals("gatewatch/gw1/event", event.topic());
        assertTrue(new String(event.payload(), StandardCharsets.UTF_8)
                .contains("\"event\":\"located\",\"connection\":\"berlin\""));
        assertFalse(event.isRetained());
    }

    @Test
    void writesGatewayStatusAsPublished() {
        var detail = new GatewayStatus.Detail(Examples.SINCE, "0badcafe", new QueueFigures(7, 8, 3, 2, "disk full"));

        assertEquals(
                HEAD + "\"status\":\"online\",\"version\":\"0.1.0\",\"since\":\"2026-01-01T00:00:30.123Z\","
                        + "\"configuration\":\"0badcafe\",\"reportsDropped\":3,\"reportsDamaged\":2,"
                        + "\"queueFailure\":\"disk full\"}",
                notices.gateway("online", "0.1.0", Optional.of(detail)));
    }
}
