package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;

class JsonMessagesTest {
    private final JsonMessages messages = new JsonMessages("gw1");

    @Test
    void writesFullReportAsPublished() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"source\":\"198.51.100.2\",\"destination\":\"203.0.113.1\",\"protocol\":\"ICMP\","
                        + "\"periodStart\":\"2026-01-01T00:00:30Z\",\"periodSeconds\":30,\"sequence\":17,"
                        + "\"sent\":30,\"answered\":29,\"late\":0,\"lost\":1,\"refused\":0,\"unreachable\":0,"
                        + "\"notSent\":0,\"void\":0,\"duplicates\":0,\"reordered\":0,\"lossPercent\":3.333,"
                        + "\"rttMicros\":{\"min\":41.2,\"mean\":47.9,\"p50\":47.1,\"p95\":61.0,\"p99\":70.3,"
                        + "\"max\":70.3,\"stddev\":6.1,\"jitter\":4.4},"
                        + "\"health\":\"HEALTHY\",\"cause\":\"none\",\"tags\":{\"team\":\"wan\"}}",
                messages.report(Examples.report(Examples.BERLIN, 17)));
    }

    @Test
    void leavesOutOfEmptyReportWhatIsNotKnown() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"destination\":\"203.0.113.1\",\"protocol\":\"ICMP\","
                        + "\"periodStart\":\"2026-01-01T00:00:00Z\",\"periodSeconds\":1,\"sequence\":1,"
                        + "\"sent\":0,\"answered\":0,\"late\":0,\"lost\":0,\"refused\":0,\"unreachable\":0,"
                        + "\"notSent\":5,\"void\":2,\"duplicates\":0,\"reordered\":0,"
                        + "\"health\":\"UNKNOWN\",\"cause\":\"gateway\",\"tags\":{}}",
                messages.report(new Report(
                        Examples.BERLIN,
                        Examples.probe("berlin"),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Duration.ofSeconds(1),
                        1,
                        new SampleCounts(0, 0, 0, 0, 0, 5, 2, 0, 0, 0, 0),
                        List.of(),
                        Optional.empty(),
                        Health.UNKNOWN,
                        Cause.GATEWAY)));
    }

    @Test
    void leavesOutJitterOfSingleAnswer() {
        String text = messages.report(new Report(
                Examples.BERLIN,
                Examples.probe("berlin"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                1,
                new SampleCounts(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.of(Examples.rtt(OptionalLong.empty())),
                Health.HEALTHY,
                Cause.NONE));

        assertEquals(
                "\"lossPercent\":0.000,\"rttMicros\":{\"min\":41.2,\"mean\":47.9,\"p50\":47.1,\"p95\":61.0,"
                        + "\"p99\":70.3,\"max\":70.3,\"stddev\":6.1}",
                text.substring(text.indexOf("\"lossPercent\""), text.indexOf(",\"health\"")));
    }

    @Test
    void writesStateAsPublished() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"state\":\"ACTIVE\",\"health\":\"DOWN\",\"cause\":\"link\","
                        + "\"since\":\"2026-01-01T00:00:30.123Z\",\"source\":\"198.51.100.2\","
                        + "\"destination\":\"203.0.113.1\"}",
                messages.state(Examples.status(Examples.BERLIN, Health.DOWN)));
    }

    @Test
    void writesReasonOfErrorAndNoSourceWithoutEgress() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"monitor\":\"m\",\"probe\":\"quote\\\" and \\u0001\","
                        + "\"state\":\"ERROR\",\"reason\":\"no route\",\"health\":\"UNKNOWN\",\"cause\":\"gateway\","
                        + "\"since\":\"1970-01-01T00:00:00Z\",\"destination\":\"203.0.113.1\"}",
                messages.state(new ProbeStatus(
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
    void writesGatewayStatusAsPublished() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"status\":\"online\",\"version\":\"0.1.0\","
                        + "\"since\":\"2026-01-01T00:00:30.123Z\",\"reportsDropped\":3}",
                messages.gateway("online", "0.1.0", Optional.of(Examples.SINCE), 3));
    }
}
