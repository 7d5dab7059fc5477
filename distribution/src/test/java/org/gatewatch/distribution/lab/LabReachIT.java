package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of probe, to every kind of destination, by every kind of way; all at work side by side. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LabReachIT {
    /** A name is asked for again every 30 s, and the JDK remembers the answer for 30 s. */
    private static final Duration NAME_CHANGE = Duration.ofSeconds(70);

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: reach
            aggregationPeriod: 2
            probes:
              - {name: open4, protocol: TCP, destinationPort: 8080, destination: 203.0.113.1, interval: 200ms, timeout: 1s}
              - {name: open6, protocol: TCP, destinationPort: 8080, destination: "2001:db8:1:1::2", interval: 200ms, timeout: 1s}
              - {name: openBig, protocol: TCP, destinationPort: 8080, packetSize: 8500, destination: 203.0.113.1, interval: 200ms, timeout: 1s}
              - {name: closed, protocol: TCP, destinationPort: 81, destination: 198.18.4.1, interval: 200ms, timeout: 500ms}
              - {name: closedIsFine, protocol: TCP, destinationPort: 81, refusedAnswers: true, destination: 198.18.4.2, interval: 200ms, timeout: 500ms}
              - {name: dropped, protocol: TCP, destinationPort: 81, destination: 198.18.4.3, interval: 200ms, timeout: 500ms}
              - {name: big4, packetSize: 8500, destination: 198.18.5.1, interval: 200ms, timeout: 1s}
              - {name: big6, packetSize: 8500, destination: "2001:db8:ffff::5:1", interval: 200ms, timeout: 1s}
              - {name: loop4, destination: 127.0.0.1, interval: 200ms, timeout: 500ms}
              - {name: loop6, destination: "::1", interval: 200ms, timeout: 500ms}
              - {name: own4, destination: 198.51.100.2, interval: 200ms, timeout: 500ms}
              - {name: viaWan, source: wan, destination: 198.18.6.1, interval: 200ms, timeout: 500ms}
              - {name: viaWan2, source: wan2, destination: 198.18.6.1, interval: 200ms, timeout: 500ms}
              - {name: named, destination: peer.example, interval: 200ms, timeout: 500ms}
              - {name: nameless, destination: nobody.example, interval: 200ms, timeout: 500ms}
              - {name: inner4, source: ipsec0, destination: 192.0.2.6, interval: 200ms, timeout: 1s}
              - {name: inner6, source: ipsec0, destination: "2001:db8:2:1::2", interval: 200ms, timeout: 1s}
            """);

    @BeforeAll
    static void prepare() throws IOException {
        Lab lab = GATEWATCH.lab();
        lab.impair("refuse 198.18.4.3 81");
        lab.impair("call peer.example 198.18.7.1");
        lab.impair("tunnel up");
        lab.execute("gw", "ip route add default via 198.51.100.5 dev wan2 metric 1000");
        lab.in("cgw1", List.of("python3", "-m", "http.server", "--bind", "::", "8080"))
                .redirectErrorStream(true)
                .redirectOutput(GATEWATCH.folder().resolve("http.log").toFile())
                .start();
        awaitAddress("198.18.7.1");
        lab.impair("call peer.example 198.18.7.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open4", "open6", "openBig"})
    void takesASynAckForAnAnswer(String probe) {
        awaitReport(probe, LabReachIT::isAllAnswered);
    }

    @Test
    void leavesNoConnectionOpenAtAPeerThatAcceptsOurSyns() {
        awaitReport("open4", LabReachIT::isAllAnswered);
        String connections = GATEWATCH.lab().execute("cgw1", "ss -Htn state established state syn-recv sport = :8080");
        assertTrue(connections.lines().count() <= 1, connections); // one may be under way
    }

    @Test
    void takesARstForRefused() {
        Report report = awaitReport("closed", each -> each.sent() >= 9 && each.refused() == each.sent());
        assertEquals(100.0, report.lossPercent());
    }

    @Test
    void takesARstForAnAnswerWhereTheProbeSaysSo() {
        awaitReport("closedIsFine", LabReachIT::isAllAnswered);
    }

    @Test
    void takesASynThatAFirewallDropsForLost() {
        awaitReport("dropped", each -> each.sent() >= 9 && each.lost() == each.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"big4", "big6"})
    void hasPacketsOf8500BytesFragmentedAndAnswered(String probe) {
        awaitReport(probe, LabReachIT::isAllAnswered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loop4", "loop6", "own4"})
    void hasItsOwnHostAnswer(String probe) {
        awaitReport(probe, LabReachIT::isAllAnswered);
    }

    @Test
    void watchesOneDestinationThroughTwoUplinksAndTouchesNoRoute() {
        Lab lab = GATEWATCH.lab();
        String routes = lab.execute("gw", "ip route");
        awaitReport("viaWan", each -> isAllAnswered(each) && each.source().equals("198.51.100.2"));
        awaitReport("viaWan2", each -> isAllAnswered(each) && each.source().equals("198.51.100.6"));
        assertEquals("wan2", GATEWATCH.status().probe("viaWan2").interfaceName());

        lab.impair("cut 198.51.100.6");
        awaitHealth("viaWan2", "DOWN");
        assertTrue(isAllAnswered(GATEWATCH.next("viaWan", 2)));
        lab.impair("heal 198.51.100.6");
        awaitReport("viaWan2", LabReachIT::isAllAnswered);
        assertEquals(routes, lab.execute("gw", "ip route"));
    }

    @Test
    void harmsNobodyWithANameThatNobodyKnows() {
        awaitReport("nameless", each -> each.sent() == 0 && each.notSent() >= 9);
        Status.ProbeEntry entry = GATEWATCH.status().probe("nameless");
        assertEquals("ERROR", entry.state());
        assertNotNull(entry.reason());
        assertEquals("UNKNOWN", entry.health());
        Stream.of("named", "open4", "big4").forEach(probe -> assertTrue(isAllAnswered(GATEWATCH.next(probe, 2))));
    }

    @Test
    @Order(Integer.MAX_VALUE) // the name changed at the beginning
    void followsANameToItsNewAddress() {
        awaitAddress("198.18.7.2");
        awaitReport("named", LabReachIT::isAllAnswered);
        for (Report report : GATEWATCH.reports("named")) {
            assertEquals(report.sent(), report.answered(), report::toString);
        }
    }

    @Test
    void sendsNothingInClearWhileTheTunnelIsGone() throws IOException {
        Lab lab = GATEWATCH.lab();
        awaitReport("inner4", LabReachIT::isAllAnswered);
        awaitReport("inner6", LabReachIT::isAllAnswered);
        int before = GATEWATCH.reports("inner4").size();
        try (var wan = new Capture(lab, GATEWATCH.folder(), "wan", "host 192.0.2.6 or host 2001:db8:2:1::2")) {
            lab.impair("tunnel down");
            for (String probe : List.of("inner4", "inner6")) {
                awaitReport(probe, each -> each.sent() == 0 && each.notSent() >= 9);
                assertEquals("ERROR", GATEWATCH.status().probe(probe).state());
            }
            lab.impair("tunnel up"); // another ifindex
            awaitReport("inner4", LabReachIT::isAllAnswered);
            awaitReport("inner6", LabReachIT::isAllAnswered);
            assertEquals(0, wan.packets("192.0.2.6") + wan.packets("2001:db8:2:1::2"));

            lab.impair("tunnel down");
            lab.in("gw", List.of("ping", "-c", "10", "-i", "0.2", "192.0.2.6")).start();
            await().until(() -> wan.packets("192.0.2.6") > 0); // what would have been seen
        } finally {
            lab.impair("tunnel up");
        }
        for (String probe : List.of("inner4", "inner6")) {
            for (Report report : GATEWATCH.reports(probe).stream().skip(before).toList()) {
                assertEquals(report.sent(), report.answered(), report::toString);
            }
        }
    }

    private static boolean isAllAnswered(Report report) {
        return report.answered() >= 9 && report.answered() == report.sent();
    }

    private static void awaitAddress(String address) {
        await().atMost(NAME_CHANGE)
                .until(() -> address.equals(GATEWATCH.status().probe("named").destinationAddress()));
    }

    private static void awaitHealth(String probe, String health) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> GATEWATCH.status().probe(probe).health().equals(health));
    }

    /** The first report of now or later that is as it should be. */
    private static Report awaitReport(String probe, Predicate<Report> expected) {
        int before = GATEWATCH.reports(probe).size();
        await(probe)
                .atMost(Duration.ofSeconds(20))
                .until(() -> GATEWATCH.reports(probe).stream().skip(before).anyMatch(expected));
        return GATEWATCH.reports(probe).stream()
                .skip(before)
                .filter(expected)
                .findFirst()
                .orElseThrow();
    }
}
