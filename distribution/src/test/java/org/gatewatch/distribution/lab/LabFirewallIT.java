package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * On a gateway with a stateful firewall. Connection tracking never sees our SYNs, which are frames, so a SYN-ACK is invalid to
 * it: we hear it, and this host's TCP, which would reset it, does not.
 */
final class LabFirewallIT {
    private static final int SYNS_PER_SECOND = 10;
    private static final List<String> PROBES = List.of("open4", "open6", "echo4", "echo6");

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: firewall
            aggregationPeriod: 2
            probes:
              - {name: open4, protocol: TCP, destinationPort: 8080, destination: 203.0.113.1, interval: 200ms, timeout: 1s}
              - {name: open6, protocol: TCP, destinationPort: 8080, destination: "2001:db8:1:1::2", interval: 200ms, timeout: 1s}
              - {name: echo4, destination: 203.0.113.1, interval: 200ms, timeout: 1s}
              - {name: echo6, destination: "2001:db8:1:1::2", interval: 200ms, timeout: 1s}
            """);

    @BeforeAll
    static void raiseTheFirewall() throws IOException {
        Lab lab = GATEWATCH.lab();
        lab.impair("firewall gw");
        String server = """
                import socket, time
                listener = socket.create_server(('', 8080), family=socket.AF_INET6, backlog=4096, dualstack_ipv6=True)
                time.sleep(3600)
                """;
        lab.in("cgw1", List.of("python3", "-c", server)).start();
        await().until(() -> lab.execute("cgw1", "ss -Htln sport = :8080").contains("LISTEN"));
    }

    @Test
    void hearsAnswersThatTheFirewallDrops() {
        for (String probe : PROBES) {
            await(probe).atMost(Duration.ofSeconds(20)).until(() -> {
                Report report = GATEWATCH.next(probe, 1);
                return report.answered() >= 9 && report.answered() == report.sent();
            });
        }
    }

    /**
     * A peer repeats its SYN-ACK after 1, 2, 4, 8 and 16 s until a reset comes. One repetition is reset at a time, so a few are
     * repeated again; unreset there would be those of 8 s.
     */
    @Test
    void leavesNoConnectionHalfOpen() {
        GATEWATCH.next("open4", 2);
        GATEWATCH.next("open6", 2);
        await().pollDelay(8, TimeUnit.SECONDS).atMost(Duration.ofSeconds(10)).until(() -> true);
        String halfOpen = GATEWATCH.lab().execute("cgw1", "ss -Htno state syn-recv sport = :8080");
        long repeated = halfOpen.lines().filter(LabFirewallIT::wasRepeatedTwice).count();
        assertTrue(repeated <= SYNS_PER_SECOND, halfOpen);
    }

    /** As ss says it: timer:(on,3.2sec,2). */
    private static boolean wasRepeatedTwice(String connection) {
        return connection.matches(".*timer:\\(on,[^,]*,([2-9])\\).*");
    }
}
