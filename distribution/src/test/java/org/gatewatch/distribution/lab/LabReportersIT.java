package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Whoever is slow to take reports, or asks for them all the time, probing goes on as if nobody were there. */
@Isolated
final class LabReportersIT {
    private static final int PROBES = 20;
    private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long ON_SCHEDULE_NANOS = Duration.ofMillis(25).toNanos();
    /** Whoever waited for the broker or for SNMP would pause for seconds; a busy machine of two cores does not. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** What a walker without end takes of two cores costs us, too. */
    private static final double TOLERATED_SHARE = 0.05;

    private static final int PERIODS = 5;

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("monitorName: reporters\naggregationPeriod: 2\nprobes:\n"
            + IntStream.range(0, PROBES)
                    .mapToObj(i -> "  - {name: p%02d, destination: 198.18.10.%d, interval: 100ms, timeout: 500ms}"
                            .formatted(i, i))
                    .collect(Collectors.joining("\n")));

    @Test
    void probesOnScheduleWhileTheBrokerHangsAndSnmpIsWalkedWithoutEnd() throws Exception {
        GATEWATCH.next("p00", 2);
        double undisturbed = shareOnSchedule(echoesOfTenSeconds());
        List<Echo> echoes = echoesWhileDisturbed();
        assertAll(
                LabReportersIT::everySampleWasAnswered,
                () -> assertTrue(longestGapNanos(echoes) < PAUSE_NANOS, () -> "pause of " + longestGapNanos(echoes)),
                () -> assertTrue(
                        shareOnSchedule(echoes) >= undisturbed - TOLERATED_SHARE,
                        () -> "on schedule: " + shareOnSchedule(echoes) + ", undisturbed: " + undisturbed));
    }

    private static List<Echo> echoesWhileDisturbed() throws Exception {
        Process walker = walkWithoutEnd();
        try {
            GATEWATCH.signalBroker("STOP"); // it accepts, for the kernel does that, and never answers
            return echoesOfTenSeconds();
        } finally {
            walker.destroy();
            GATEWATCH.signalBroker("CONT");
        }
    }

    private static List<Echo> echoesOfTenSeconds() throws IOException {
        try (var wan = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            await().pollDelay(10, TimeUnit.SECONDS)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> true);
            return wan.echoes();
        }
    }

    /** What could not be published meanwhile is published now. */
    private static void everySampleWasAnswered() {
        int before = GATEWATCH.reports("p00").size();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> GATEWATCH.reports("p00").size() >= before + PERIODS);
        for (int i = 0; i < PROBES; i++) {
            for (Report report : GATEWATCH.reports("p%02d".formatted(i))) {
                assertEquals(report.sent(), report.answered(), report::toString);
                assertEquals(0, report.voided() + report.notSent(), report::toString);
            }
        }
    }

    /** The share of packets that left within 25 ms of an interval after the one before. */
    private static double shareOnSchedule(List<Echo> echoes) {
        return gapsNanos(echoes)
                .mapToInt(gap -> Math.abs(gap - INTERVAL_NANOS) <= ON_SCHEDULE_NANOS ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static long longestGapNanos(List<Echo> echoes) {
        return gapsNanos(echoes).max().orElse(Long.MAX_VALUE);
    }

    /** Between two packets of the same probe. */
    private static LongStream gapsNanos(List<Echo> echoes) {
        return echoes.stream().collect(Collectors.groupingBy(Echo::peer)).values().stream()
                .flatMapToLong(packets -> IntStream.range(1, packets.size())
                        .mapToLong(i -> packets.get(i).sentEpochNanos()
                                - packets.get(i - 1).sentEpochNanos()));
    }

    private static Process walkWithoutEnd() throws IOException {
        String walk = "while :; do snmpbulkwalk -v2c -c public -Cr50 127.0.0.1:1161 1.3.6.1 > /dev/null 2>&1; done";
        return GATEWATCH.lab().in("gw", List.of("sh", "-c", walk)).start();
    }
}
