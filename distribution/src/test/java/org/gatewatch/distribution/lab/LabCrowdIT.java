package org.gatewatch.distribution.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand customer gateways are measured as exactly as one, and never all at once. */
@Isolated
final class LabCrowdIT {
    private static final int PROBES = 1_000;
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final long WINDOW_NANOS = Duration.ofMillis(10).toNanos();
    private static final List<String> NAMES =
            IntStream.range(0, PROBES).mapToObj(LabCrowdIT::name).toList();

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("monitorName: crowd\naggregationPeriod: 5\nprobes:\n"
            + IntStream.range(0, PROBES)
                    .mapToObj(i -> "  - {name: %s, destination: %s, interval: 1s, timeout: 500ms}"
                            .formatted(name(i), address(i)))
                    .collect(Collectors.joining("\n")));

    private static Measurement measurement;

    @BeforeAll
    static void measure() throws IOException {
        measurement = Measurement.of(GATEWATCH, NAMES, 2, Duration.ofSeconds(60));
    }

    @Test
    void reportsTheRoundTripsOfAThousandPeersAsTcpdumpSeesThem() {
        assertAll(NAMES.stream().map(name -> () -> {
            Wire wire = measurement.wire(name, TIMEOUT);
            for (Report report : measurement.reports(name)) {
                assertTrue(wire.explains(report), () -> wire.describe(report));
            }
        }));
    }

    @Test
    void losesAndVoidsNothingOfAThousandPeers() {
        int bad = NAMES.stream()
                .flatMap(name -> measurement.reports(name).stream())
                .mapToInt(report -> report.sent() - report.answered() + report.voided() + report.notSent())
                .sum();
        assertEquals(0, bad);
        Status.Counters counters = GATEWATCH.status().counters();
        assertEquals(0, counters.packetsMissed() + counters.eventsDropped(), counters::toString);
    }

    /** 1,000 a second are 20 in a wake; what a busy host made late does not leave at once afterwards. */
    @Test
    void spreadsItsPacketsEvenly() {
        long[] stamps = measurement.sentEpochNanos();
        int most = 0;
        for (int first = 0, last = 0; last < stamps.length; last++) {
            while (stamps[last] - stamps[first] > WINDOW_NANOS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        assertTrue(most <= PROBES / 10, "in 10 ms: " + most);
    }

    private static String name(int i) {
        return "p%04d".formatted(i);
    }

    private static String address(int i) {
        return "198.18.%d.%d".formatted(100 + i / 250, 1 + i % 250);
    }
}
