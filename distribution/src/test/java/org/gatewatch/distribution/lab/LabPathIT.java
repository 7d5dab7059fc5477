package org.gatewatch.distribution.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a path does to packets is reported as tcpdump saw it: all of it at once, each to a peer of its own. */
final class LabPathIT {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final List<String> PROBES = List.of(
            "fine",
            "lossThere",
            "lossBack",
            "lossBoth",
            "lossBoth6",
            "jitter",
            "jitter6",
            "reorder",
            "duplicate",
            "corrupt",
            "corruptBig");
    private static final List<String> CORRUPT = List.of("corrupt", "corruptBig");
    private static final int PERIODS = 2;

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("""
            monitorName: path
            aggregationPeriod: 5
            probes:
              - {name: fine, destination: 198.18.0.1, interval: 50ms, timeout: 500ms}
              - {name: lossThere, destination: 198.18.1.1, interval: 50ms, timeout: 500ms}
              - {name: lossBack, destination: 198.18.1.2, interval: 50ms, timeout: 500ms}
              - {name: lossBoth, destination: 198.18.1.3, interval: 50ms, timeout: 500ms}
              - {name: lossBoth6, destination: "2001:db8:ffff::1:3", interval: 50ms, timeout: 500ms}
              - {name: jitter, destination: 198.18.2.1, interval: 100ms, timeout: 500ms}
              - {name: jitter6, destination: "2001:db8:ffff::2:1", interval: 100ms, timeout: 500ms}
              - {name: reorder, destination: 198.18.2.2, interval: 50ms, timeout: 500ms}
              - {name: duplicate, destination: 198.18.2.3, interval: 50ms, timeout: 500ms}
              - {name: corrupt, destination: 198.18.2.4, interval: 50ms, timeout: 500ms}
              - {name: corruptBig, packetSize: 1400, destination: 198.18.2.7, interval: 50ms, timeout: 500ms}
              - {name: slow, destination: 198.18.2.5, interval: 100ms, timeout: 200ms}
              - {name: satellite, destination: 198.18.2.6, interval: 100ms, timeout: 2s}
            """);

    private static Measurement measurement;

    @BeforeAll
    static void measure() throws IOException {
        Stream.of(
                        "lose 198.18.1.1 to 20",
                        "lose 198.18.1.2 from 20",
                        "lose 198.18.1.3 both 10",
                        "lose 2001:db8:ffff::1:3 both 10",
                        "detour 198.18.2.1 both delay=30 jitter=5",
                        "detour 2001:db8:ffff::2:1 both delay=30 jitter=5",
                        "detour 198.18.2.2 to delay=120 reorder=20",
                        "detour 198.18.2.3 from duplicate=30",
                        "detour 198.18.2.4 from corrupt=30",
                        "detour 198.18.2.7 from corrupt=30",
                        "detour 198.18.2.5 to delay=300",
                        "detour 198.18.2.6 to delay=900")
                .forEach(GATEWATCH.lab()::impair);
        var all = Stream.concat(PROBES.stream(), Stream.of("slow", "satellite")).toList();
        measurement = Measurement.of(GATEWATCH, all, PERIODS, Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @FieldSource("PROBES")
    void reportsTheAnswersAndRoundTripsThatTcpdumpSees(String probe) {
        Wire wire = measurement.wire(probe, TIMEOUT);
        for (Report report : measurement.reports(probe)) {
            assertTrue(wire.explains(report), () -> wire.describe(report));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossThere", "lossBack", "lossBoth", "lossBoth6"})
    void countsAsLostWhatTheWireLostInEitherDirection(String probe) {
        for (Report report : measurement.reports(probe)) {
            assertEquals(report.sent() - report.answered(), report.lost(), report::toString);
            assertTrue(report.lost() > 0, report::toString);
            assertEquals(100.0 * report.lost() / report.sent(), report.lossPercent(), 0.001, report::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossThere", "lossBack", "lossBoth", "lossBoth6"})
    void countsRunsOfLossesThatTcpdumpSees(String probe) {
        Wire wire = measurement.wire(probe, TIMEOUT);
        for (Report report : measurement.reports(probe)) {
            assertTrue(wire.explains(report, report.lossRuns(), wire::lossRuns), () -> wire.describe(report));
            assertTrue(
                    wire.explains(report, report.longestLossRun(), wire::longestLossRun), () -> wire.describe(report));
        }
    }

    @Test
    void reportsNothingButAnswersOfAPathThatIsFine() {
        for (Report report : measurement.reports("fine")) {
            assertEquals(report.sent(), report.answered(), report::toString);
            assertEquals(
                    0, report.notSent() + report.voided() + report.duplicates() + report.reordered(), report::toString);
        }
    }

    @Test
    void countsDuplicatesThatTcpdumpSees() {
        Wire wire = measurement.wire("duplicate", TIMEOUT);
        for (Report report : measurement.reports("duplicate")) {
            assertTrue(report.duplicates() > 0, report::toString);
            assertTrue(wire.explains(report, report.duplicates(), wire::duplicates), () -> wire.describe(report));
        }
    }

    @Test
    void countsReorderingThatTcpdumpSees() {
        Wire wire = measurement.wire("reorder", TIMEOUT);
        for (Report report : measurement.reports("reorder")) {
            assertTrue(report.reordered() > 0, report::toString);
            assertTrue(wire.explains(report, report.reordered(), wire::reordered), () -> wire.describe(report));
        }
    }

    /** Tcpdump's pairing knows intact replies only. */
    @ParameterizedTest
    @FieldSource("CORRUPT")
    void matchesNoCorruptedReply(String probe) {
        Wire wire = measurement.wire(probe, TIMEOUT);
        for (Report report : measurement.reports(probe)) {
            assertTrue(report.lost() > 0, report::toString);
            assertTrue(wire.explains(report), () -> wire.describe(report));
        }
    }

    @Test
    void countsCorruptedRepliesThatTcpdumpSees() {
        long damaged = CORRUPT.stream()
                .mapToLong(probe -> measurement.wire(probe, TIMEOUT).damagedReplies())
                .sum();
        var strays = GATEWATCH.status().counters().strayReplies();
        assertTrue(damaged > 0);
        assertTrue(strays.corrupted() >= damaged, () -> "on the wire " + damaged + ", since the start " + strays);
    }

    @Test
    void callsAnAnswerAfterTheTimeoutLateAndNotLost() {
        Wire wire = measurement.wire("slow", Duration.ofMillis(200));
        for (Report report : measurement.reports("slow")) {
            assertEquals(0, report.answered() + report.lost(), report::toString);
            assertTrue(wire.explains(report, report.late(), wire::late), () -> wire.describe(report));
        }
    }

    @Test
    void losesNothingOfASatelliteLinkWhoseAnswersTakeNineIntervals() {
        Wire wire = measurement.wire("satellite", Duration.ofSeconds(2));
        for (Report report : measurement.reports("satellite")) {
            assertEquals(report.sent(), report.answered(), report::toString);
            assertTrue(wire.explains(report), () -> wire.describe(report));
        }
    }
}
