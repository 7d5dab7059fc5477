package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Really steps this machine's clock by an hour, both ways, for some seconds each; which everybody on it sees. Runs only
 * where GATEWATCH_MAY_STEP_CLOCK=1 says that this is fine.
 */
@EnabledIfEnvironmentVariable(named = "GATEWATCH_MAY_STEP_CLOCK", matches = "1")
@Isolated
final class LabClockIT {
    private static final List<String> PROBES = List.of("fine4", "fine6", "slow");

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: clock
            aggregationPeriod: 2
            probes:
              - {name: fine4, destination: 198.18.0.1, interval: 50ms, timeout: 500ms}
              - {name: fine6, destination: "2001:db8:ffff::1", interval: 50ms, timeout: 500ms}
              - {name: slow, destination: 198.18.0.2, interval: 50ms, timeout: 500ms}
            """);

    /** The wall clock as it would be had nobody touched it, which the monotonic clock knows. */
    private static final class TrueTime {
        private final Instant wall = Instant.now();
        private final long nanos = System.nanoTime();

        Instant now() {
            return wall.plusNanos(System.nanoTime() - nanos);
        }

        void restore() {
            set(now());
        }

        void step(Duration by) {
            set(now().plus(by));
        }

        private static void set(Instant time) {
            String seconds = "@%d.%09d".formatted(time.getEpochSecond(), time.getNano());
            try {
                new ProcessBuilder("date", "--set", seconds).start().waitFor();
            } catch (IOException e) {
                throw new IllegalStateException("the clock is wrong now", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void reportsNoWrongRttAndNoFalseVerdictWhileTheClockIsStepped() throws IOException {
        GATEWATCH.lab().impair("detour 198.18.0.2 to delay=200"); // always some on the way
        await().atMost(Duration.ofSeconds(20)).until(() -> PROBES.stream()
                .allMatch(probe -> GATEWATCH.next(probe, 1).answered() >= 30));
        int before = GATEWATCH.reports("fine4").size();
        var trueTime = new TrueTime();
        var restore = new Thread(trueTime::restore);
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            for (Duration step : List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(-1), Duration.ZERO)) {
                trueTime.step(step);
                await().pollDelay(5, TimeUnit.SECONDS)
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> true);
            }
        } finally {
            trueTime.restore();
            Runtime.getRuntime().removeShutdownHook(restore);
        }
        PROBES.forEach(probe -> GATEWATCH.next(probe, 2));

        int voided = 0;
        for (String probe : PROBES) {
            for (Report report : GATEWATCH.reports(probe).stream().skip(before).toList()) {
                voided += report.voided();
                assertEquals(report.sent(), report.answered(), report::toString);
                assertTrue(report.rttMicros() == null || isPlausible(report.rttMicros()), report::toString);
                assertTrue(List.of("HEALTHY", "UNKNOWN").contains(report.health()), report::toString);
            }
        }
        assertTrue(voided > 0);
    }

    private static boolean isPlausible(Report.Rtt rtt) {
        return rtt.min() > 0 && rtt.max() < 500_000;
    }
}
