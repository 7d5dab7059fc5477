package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported is what tcpdump sees, and what an operator should conclude from it. */
final class LabAccuracyIT {
    private static final List<String> PROBES = List.of("dead4", "dead6", "fine4", "fine6", "lossy4", "lossy6");
    private static final int PERIODS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: accuracy
            aggregationPeriod: 10
            probes:
              - {name: dead4, destination: 203.0.113.3, interval: 100ms, timeout: 1s}
              - {name: dead6, destination: "2001:db8:1:3::2", interval: 100ms, timeout: 1s}
              - {name: fine4, destination: 203.0.113.1, interval: 100ms, timeout: 1s}
              - {name: fine6, destination: "2001:db8:1:1::2", interval: 100ms, timeout: 1s}
              - {name: lossy4, destination: 203.0.113.2, interval: 100ms, timeout: 1s}
              - {name: lossy6, destination: "2001:db8:1:2::2", interval: 100ms, timeout: 1s}
            """);

    private static Measurement measurement;

    @BeforeAll
    static void measure() throws IOException {
        for (String lossy : List.of("203.0.113.2", "2001:db8:1:2::2")) {
            GATEWATCH.lab().impair("thin " + lossy + " to 5");
        }
        for (String dead : List.of("203.0.113.3", "2001:db8:1:3::2")) {
            GATEWATCH.lab().impair("cut " + dead);
        }
        measurement = Measurement.of(GATEWATCH, PROBES, PERIODS, Duration.ofSeconds(80));
    }

    @ParameterizedTest
    @FieldSource("PROBES")
    void reportsTheRoundTripsThatTcpdumpSees(String probe) {
        Wire wire = measurement.wire(probe, TIMEOUT);
        for (Report report : measurement.reports(probe)) {
            assertTrue(wire.explains(report), () -> wire.describe(report));
        }
    }

    @Test
    void judgesTheThreeCustomersAsTheyAre() {
        await().untilAsserted(() -> assertEquals(
                List.of(
                        "dead4=DOWN",
                        "dead6=DOWN",
                        "fine4=HEALTHY",
                        "fine6=HEALTHY",
                        "lossy4=DEGRADED",
                        "lossy6=DEGRADED"),
                GATEWATCH.status().health()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy4", "lossy6"})
    void reportsEveryFifthPacketAsLost(String probe) {
        for (Report report : measurement.reports(probe)) {
            assertEquals(report.sent() / 5.0, report.lost(), 1.0, report::toString);
        }
    }
}
