package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links, addresses, routes and neighbours change; probes go on at once, and nothing is lost that the kernel did not. */
final class LabChangesIT {
    private static final List<String> PROBES = List.of("fine4", "fine6");
    private static final String PEER4 = "198.18.0.1";
    private static final String PEER6 = "2001:db8:ffff::1";
    private static final String REBOOTING = "203.0.113.1";
    private static final Duration TWO_INTERVALS = Duration.ofMillis(400);

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: changes
            aggregationPeriod: 2
            probes:
              - {name: fine4, destination: 198.18.0.1, interval: 200ms, timeout: 500ms}
              - {name: fine6, destination: "2001:db8:ffff::1", interval: 200ms, timeout: 500ms}
            """);

    /** How many reports of each probe there were when a test began. */
    private int before;

    @BeforeEach
    void beginWithAllWell() {
        await().atMost(Duration.ofSeconds(20)).until(() -> PROBES.stream().allMatch(probe -> {
            Report report = GATEWATCH.next(probe, 1);
            return report.answered() >= 9 && report.answered() == report.sent();
        }));
        before = GATEWATCH.reports("fine4").size();
    }

    @Test
    void goesOnWithinTwoIntervalsAfterTheInterfaceFlapped() throws IOException {
        assertGoesOnAfter("link gw wan down", "link gw wan up");
        assertEquals(0, notAnswered(), () -> reportsSince().toString());
    }

    @Test
    void goesOnWithinTwoIntervalsOverANewInterfaceOfTheSameName() throws IOException {
        assertGoesOnAfter("link gw wan renew");
        assertEquals(0, notAnswered(), () -> reportsSince().toString());
    }

    @Test
    void losesNothingWhenTheNextHopAnnouncesANewMacAddress() throws Exception {
        int lostByPing = lostByPingWhile("mac loud", 1);
        assertTrue(notAnswered() <= lostByPing, () -> "ping lost " + lostByPing + ", " + reportsSince());
    }

    /** Nobody tells us: who sends to the old address loses until it asks again. */
    @Test
    void findsASilentlyChangedMacAddressNoLaterThanTheKernel() throws Exception {
        int lostByPing = lostByPingWhile("mac silent", 3);
        assertTrue(
                notAnswered() <= PROBES.size() * (lostByPing + 1),
                () -> "ping lost " + lostByPing + ", " + reportsSince());
        assertEquals(0, GATEWATCH.next("fine4", 1).lost());
    }

    @Test
    void followsAChangedRouteWithinTwoIntervalsAndLosesNothing() throws Exception {
        try (var wan2 = new Capture(GATEWATCH.lab(), GATEWATCH.folder(), "wan2", "icmp or icmp6")) {
            int lostByPing = lostByPingWhile("route " + PEER4 + " wan2", 1);
            Instant changed = Instant.now();
            GATEWATCH.lab().impair("route " + PEER6 + " wan2");
            await().until(() -> !wan2.echoes(PEER6).isEmpty());
            assertTrue(firstAfter(changed, wan2, PEER6).compareTo(TWO_INTERVALS) <= 0);
            await().untilAsserted(() -> assertEquals(
                    List.of("wan2", "wan2"),
                    GATEWATCH.status().probes().stream()
                            .map(Status.ProbeEntry::interfaceName)
                            .toList()));
            assertTrue(notAnswered() <= lostByPing, () -> "ping lost " + lostByPing + ", " + reportsSince());
        } finally {
            GATEWATCH.lab().impair("route " + PEER4 + " wan");
            GATEWATCH.lab().impair("route " + PEER6 + " wan");
        }
    }

    @Test
    void saysDownAfterThreeLossesOfARebootingPeerAndThenHealthyAgain() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) { // before its first packet
            watchAPeerReboot();
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> rebooting().anyMatch(report -> report.answered() < report.sent()));
            List<Report> reports = rebooting().toList();
            // after the reports: it holds all that they speak of
            var wire = new Wire(wan.echoes(REBOOTING), Duration.ofMillis(500));
            for (Report report : reports) {
                assertTrue(wire.explains(report), () -> wire.describe(report));
            }
        } finally {
            GATEWATCH.deleteMonitors("reboot.yaml");
        }
    }

    private static Stream<Report> rebooting() {
        return GATEWATCH.reports("rebooting").stream();
    }

    private static void watchAPeerReboot() throws IOException {
        GATEWATCH.writeMonitors("reboot.yaml", """
                monitorName: reboot
                aggregationPeriod: 30
                thresholds: {lossPercent: {raise: 100, clear: 100}}
                probes:
                  - {name: rebooting, destination: 203.0.113.1, interval: 200ms, timeout: 500ms}
                """);
        awaitHealth("HEALTHY", Duration.ofSeconds(10));
        GATEWATCH.lab().run("link", "cgw1", "wan", "down");
        awaitHealth("DOWN", Duration.ofSeconds(3)); // 3 × 200 ms + 500 ms + 250 ms, and what status takes
        GATEWATCH.lab().execute("cgw1", "ip neigh flush all"); // who boots knows nobody,
        GATEWATCH.lab().execute("inet", "ip neigh flush dev c1"); // and the cable's far end lost its neighbour
        GATEWATCH.lab().run("link", "cgw1", "wan", "up");
        awaitHealth("HEALTHY", Duration.ofSeconds(10));
    }

    @Test
    void losesNothingWhileTheProcessIsStoppedForTenSeconds() throws Exception {
        GATEWATCH.signal("STOP");
        await().pollDelay(10, TimeUnit.SECONDS).atMost(Duration.ofSeconds(12)).until(() -> true);
        GATEWATCH.signal("CONT");
        GATEWATCH.next("fine4", 2);
        assertEquals(0, notAnswered(), () -> reportsSince().toString());
    }

    private static void awaitHealth(String health, Duration limit) {
        await().atMost(limit).until(() -> GATEWATCH.status().probes().stream()
                .anyMatch(entry ->
                        entry.probe().equals("rebooting") && entry.health().equals(health)));
    }

    /** Does what lab.sh is told, with two seconds between, and looks when the first probes leave after the last of it. */
    private static void assertGoesOnAfter(String... commands) throws IOException {
        for (int i = 0; i < commands.length - 1; i++) {
            GATEWATCH.lab().run(commands[i].split(" "));
            GATEWATCH.next("fine4", 1);
        }
        GATEWATCH.lab().run(commands[commands.length - 1].split(" "));
        Instant changed = Instant.now();
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            GATEWATCH.next("fine4", 2);
            for (String peer : List.of(PEER4, PEER6)) {
                Duration pause = firstAfter(changed, wan, peer);
                assertTrue(pause.compareTo(TWO_INTERVALS) <= 0, () -> peer + " after " + pause);
            }
        }
    }

    private static Duration firstAfter(Instant moment, Capture capture, String peer) throws IOException {
        long epochNanos = moment.getEpochSecond() * 1_000_000_000L + moment.getNano();
        return capture.echoes(peer).stream()
                .mapToLong(Echo::sentEpochNanos)
                .filter(sent -> sent >= epochNanos)
                .mapToObj(sent -> Duration.ofNanos(sent - epochNanos))
                .findFirst()
                .orElse(Duration.ofDays(1));
    }

    private static int lostByPingWhile(String impairment, int periods) throws Exception {
        var ping = new Ping(GATEWATCH.lab(), PEER4);
        GATEWATCH.next("fine4", 1);
        GATEWATCH.lab().impair(impairment);
        GATEWATCH.next("fine4", periods + 1);
        GATEWATCH.next("fine6", 1);
        return ping.lost();
    }

    /** How many samples of all probes were sent and had no answer since the test began. */
    private int notAnswered() {
        return reportsSince().stream()
                .mapToInt(report -> report.sent() - report.answered())
                .sum();
    }

    private List<Report> reportsSince() {
        return PROBES.stream()
                .flatMap(probe -> GATEWATCH.reports(probe).stream().skip(before))
                .toList();
    }
}
