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
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;

class JsonMessagesTest {
    private final JsonMessages messages = new JsonMessages("gw1", "boot1");

    private String written(Report report) {
        return messages.report(Examples.recorded(report));
    }

    @Test
    void writesFullReportAsPublished() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",\"serial\":4711,\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"source\":\"198.51.100.2\",\"destination\":\"203.0.113.1\",\"protocol\":\"ICMP\","
                        + "\"periodStart\":\"2026-01-01T00:00:30Z\",\"periodSeconds\":30,\"sequence\":17,"
                        + "\"sent\":30,\"answered\":29,\"late\":0,\"lost\":1,\"refused\":0,\"unreachable\":0,"
                        + "\"notSent\":0,\"void\":0,\"duplicates\":0,\"reordered\":0,"
                        + "\"lossRuns\":1,\"longestLossRun\":1,\"lossPercent\":3.333,\"details\":[],"
                        + "\"rttMicros\":{\"min\":41.2,\"mean\":47.9,\"p50\":47.1,\"p95\":61.0,\"p99\":70.3,"
                        + "\"max\":70.3,\"stddev\":6.1,\"jitter\":4.4},"
                        + "\"health\":\"HEALTHY\",\"cause\":\"none\",\"tags\":{\"team\":\"wan\"}}",
                messages.report(Examples.recorded(Examples.report(Examples.BERLIN, 17))));
    }

    @Test
    void leavesOutOfEmptyReportWhatIsNotKnown() {
        assertEquals(
                "{\"schema\":1,\"gateway\":\"gw1\",\"bootId\":\"boot1\",\"serial\":4711,\"monitor\":\"branch-offices\",\"probe\":\"berlin\","
                        + "\"destination\":\"203.0.113.1\",\"protocol\":\"ICMP\","
                        + "\"periodStart\":\"2026-01-01T00:00:00Z\",\"periodSeconds\":1,\"sequence\":1,"
                        + "\"sent\":0,\"answered\":0,\"late\":0,\"lost\":0,\"refused\":0,\"unreachable\":0,"
                        + "\"notSent\":5,\"void\":2,\"duplicates\":0,\"reordered\":0,"
                        + "\"lossRuns\":0,\"longestLossRun\":0,\"details\":[],"
                        + "\"health\":\"UNKNOWN\",\"cause\":\"gateway\",\"tags\":{}}",
                written(new Report(
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
        String text = written(new Report(
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
                "\"lossPercent\":0.000,\"details\":[],\"rttMicros\":{\"min\":41.2,\"mean\":47.9,\"p50\":47.1,\"p95\":61.0,"
                        + "\"p99\":70.3,\"max\":70.3,\"stddev\":6.1}",
                text.substring(text.indexOf("\"lossPercent\""), text.indexOf(",\"health\"")));
    }

    @Test
    void writesWhyPacketsOfNamedDestinationDidNotPass() {
        var tooBig = new IcmpError(3, 4, Examples.address("192.0.2.1"), OptionalInt.of(1_400));
        var noRoute = new IcmpError(3, 0, Examples.address("192.0.2.1"), OptionalInt.empty());
        String text = written(new Report(
                Examples.BERLIN,
                named(),
                Optional.empty(),
                Optional.of(Examples.address("2001:db8::1")),
                Map.of(),
                Instant.EPOCH,
                Duration.ofSeconds(1),
                1,
                new SampleCounts(0, 0, 0, 0, 3, 4, 0, 0, 0, 1, 3),
                List.of(
                        new OutcomeDetail(Outcome.NOT_SENT, Cause.GATEWAY, "no route", 4, Optional.empty()),
                        new OutcomeDetail(Outcome.UNREACHABLE, Cause.MTU, "too big", 2, Optional.of(tooBig)),
                        new OutcomeDetail(Outcome.UNREACHABLE, Cause.LINK, "net", 1, Optional.of(noRoute))),
                Optional.empty(),
                Health.DOWN,
                Cause.MTU));

        assertEquals(
                "\"destination\":\"vpn.example.com\",\"destinationAddress\":\"2001:db8::1\","
                        + "\"protocol\":\"TCP\",\"destinationPort\":443",
                text.substring(text.indexOf("\"destination\""), text.indexOf(",\"periodStart\"")));
        assertEquals(
                "\"details\":[{\"outcome\":\"not-sent\",\"cause\":\"gateway\",\"reason\":\"no route\",\"samples\":4},"
                        + "{\"outcome\":\"unreachable\",\"cause\":\"mtu\",\"reason\":\"too big\",\"samples\":2,"
                        + "\"error\":{\"type\":3,\"code\":4,\"sender\":\"192.0.2.1\",\"nextHopMtu\":1400}},"
                        + "{\"outcome\":\"unreachable\",\"cause\":\"link\",\"reason\":\"net\",\"samples\":1,"
                        + "\"error\":{\"type\":3,\"code\":0,\"sender\":\"192.0.2.1\"}}]",
                text.substring(text.indexOf("\"details\""), text.indexOf(",\"health\"")));
    }

    private static Probe named() {
        var probe = Examples.probe("berlin");
        return new Probe(
                probe.name(),
                probe.connectionId(),
                probe.source(),
                probe.mark(),
                new Destination.Name("vpn.example.com", Destination.Family.ANY),
                Packet.syn(443),
                probe.interval(),
                probe.timeout(),
                probe.refusedAnswers(),
                probe.thresholds());
    }
}
