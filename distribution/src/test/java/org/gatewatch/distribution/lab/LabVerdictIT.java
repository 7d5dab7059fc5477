package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from losses: whose they are, and when they are an alarm. */
final class LabVerdictIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Fast enough that a limiter is recognised before an alarm is due (ten seconds). */
    private static final String FAST = "interval: 20ms, timeout: 500ms";

    private static final String NORMAL = "interval: 200ms, timeout: 500ms";
    private static final String LARGE = "packetSize: 1400, dontFragment: true, " + NORMAL;

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab(String.join(
            "\n",
            "monitorName: verdict",
            "aggregationPeriod: 2",
            "probes:",
            "  - {name: limited4, destination: 198.18.3.1, " + FAST + "}",
            "  - {name: limited6, destination: '2001:db8:ffff::3:1', " + FAST + "}",
            "  - {name: hole4, destination: 198.18.8.1, " + LARGE + "}",
            "  - {name: hole6, destination: '2001:db8:ffff::8:1', " + LARGE + "}",
            "  - {name: narrow4, destination: 198.18.8.2, " + LARGE + "}",
            "  - {name: narrow6, destination: '2001:db8:ffff::8:2', " + LARGE + "}",
            "  - {name: dead, destination: 198.18.9.1, " + NORMAL + "}",
            "  - {name: fine, destination: 198.18.9.2, " + NORMAL + "}",
            "  - {name: fine6, destination: '2001:db8:ffff::9:2', " + NORMAL + "}"));

    @BeforeAll
    static void impair() throws IOException {
        // Seen well before, as a watched peer is.
        await().atMost(PATIENCE)
                .until(() -> GATEWATCH.status().probe("limited6").health().equals("HEALTHY"));
        Stream.of(
                        "limit 198.18.3.1 20",
                        "limit 2001:db8:ffff::3:1 20",
                        "hole 198.18.8.1 1200",
                        "hole 2001:db8:ffff::8:1 1300",
                        "narrow 198.18.8.2 1250",
                        "narrow 2001:db8:ffff::8:2 1350",
                        "cut 198.18.9.1")
                .forEach(GATEWATCH.lab()::impair);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited4", "limited6"})
    void recognisesAPeerThatLimitsItsAnswersAndRaisesNoAlarm(String probe) {
        awaitCause(probe, "rate-limited");
        Set<String> health =
                GATEWATCH.reports(probe).stream().map(Report::health).collect(Collectors.toSet());
        assertFalse(
                health.contains("DEGRADED") || health.contains("DOWN"),
                () -> GATEWATCH.reports(probe).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limited4", "limited6"})
    void reportsTheAnswersOfALimitedPeerThatTcpdumpSees(String probe) throws IOException {
        var measurement = Measurement.of(GATEWATCH, List.of(probe), 2, PATIENCE);
        Wire wire = measurement.wire(probe, Duration.ofMillis(500));
        for (Report report : measurement.reports(probe)) {
            assertTrue(wire.explains(report), () -> wire.describe(report));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hole4", "hole6"})
    void findsTheLargestPacketThatPassesABlackHole(String probe) {
        awaitCause(probe, "mtu");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        probe.equals("hole4") ? 1200 : 1300,
                        GATEWATCH.status().probe(probe).pathMtu()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"narrow4", "narrow6"})
    void saysWhichMtuARouterTold(String probe) {
        int told = probe.equals("narrow4") ? 1250 : 1350;
        awaitCause(probe, "mtu");
        Report report = GATEWATCH.next(probe, 1);
        assertEquals(report.sent(), report.unreachable(), report::toString);
        assertEquals(
                List.of(told),
                report.details().stream()
                        .map(detail -> detail.error().nextHopMtu())
                        .toList());
        assertEquals(told, GATEWATCH.status().probe(probe).pathMtu());
    }

    @Test
    void knowsADeadPeerFromALimitedOne() {
        awaitHealth("dead", "DOWN");
        assertFalse(Set.of("rate-limited", "mtu")
                .contains(GATEWATCH.status().probe("dead").cause()));
    }

    @Test
    void givesEveryProbeAnIdentifierOfItsOwnAndANewOneAfterLosses() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            await().atMost(PATIENCE).until(() -> identifiers(wan, "198.18.9.1").size() > 1);
            GATEWATCH.next("fine", 2);
            assertEquals(1, identifiers(wan, "198.18.9.2").size());
            assertEquals(1, identifiers(wan, "2001:db8:ffff::9:2").size());
            assertFalse(identifiers(wan, "198.18.9.2").equals(identifiers(wan, "2001:db8:ffff::9:2")));
        }
    }

    @Test
    void sendsFiftySixBytesByDefault() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            GATEWATCH.next("fine6", 2);
            assertTrue(wan.echoes("198.18.9.2").stream().allMatch(echo -> echo.ipBytes() == 84));
            assertTrue(wan.echoes("2001:db8:ffff::9:2").stream().allMatch(echo -> echo.ipBytes() == 104));
        }
    }

    @Test
    void saysUnknownUntilThereAreEnoughSamples() throws IOException {
        GATEWATCH.lab().impair("thin 198.18.9.3 to 2");
        GATEWATCH.writeMonitors("new.yaml", """
                monitorName: new
                aggregationPeriod: 2
                thresholds: {minSamples: 10, downAfter: 3}
                probes:
                  - {name: new, destination: 198.18.9.3, interval: 500ms, timeout: 400ms}
                """);
        awaitHealth("new", "DEGRADED");
        Report first = GATEWATCH.reports("new").get(0);
        assertTrue(first.sent() < 10, first::toString);
        assertEquals("UNKNOWN", first.health(), first::toString);
        GATEWATCH.deleteMonitors("new.yaml");
    }

    @Test
    void judgesAMonitorByAsManyProbesAsItsQuorumSays() throws IOException {
        GATEWATCH.lab().impair("cut 198.18.9.11");
        GATEWATCH.writeMonitors("quorum.yaml", """
                monitorName: quorum
                aggregationPeriod: 2
                quorum: {down: 2}
                probes:
                  - {name: one, destination: 198.18.9.11, interval: 200ms, timeout: 500ms}
                  - {name: two, destination: 198.18.9.12, interval: 200ms, timeout: 500ms}
                  - {name: three, destination: 198.18.9.13, interval: 200ms, timeout: 500ms}
                """);
        awaitMonitor("DEGRADED");
        GATEWATCH.lab().impair("cut 198.18.9.12");
        awaitMonitor("DOWN");
        GATEWATCH.lab().impair("heal 198.18.9.11");
        awaitMonitor("DEGRADED");
        GATEWATCH.deleteMonitors("quorum.yaml");
    }

    private static Set<Integer> identifiers(Capture capture, String peer) throws IOException {
        return capture.echoes(peer).stream().map(Echo::identifier).collect(Collectors.toSet());
    }

    private static void awaitMonitor(String health) {
        await("quorum").atMost(PATIENCE).until(() -> GATEWATCH.status().monitors().stream()
                .anyMatch(entry ->
                        entry.monitor().equals("quorum") && entry.health().equals(health)));
    }

    private static void awaitHealth(String probe, String health) {
        await(probe).atMost(PATIENCE).until(() -> GATEWATCH.status().probes().stream()
                .anyMatch(entry -> entry.probe().equals(probe) && entry.health().equals(health)));
    }

    private static void awaitCause(String probe, String cause) {
        await(probe)
                .atMost(PATIENCE)
                .until(() -> GATEWATCH.status().probe(probe).cause().equals(cause));
    }
}
