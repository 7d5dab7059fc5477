package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(1).toNanos();
    /** Reports are rounded to this; what was promised is 1. */
    private static final double ACCURACY_MICROS = 0.1;
    /** So near to a boundary a packet may belong to either period: it is assigned just before the kernel stamps it. */
    private static final long BOUNDARY_NANOS = Duration.ofMillis(20).toNanos();

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

    /** Of each probe, the reports on periods that were captured from start to end. */
    private static Map<String, List<Report>> reports;

    private static List<Echo> echoes;

    @BeforeAll
    static void measure() throws IOException {
        for (String lossy : List.of("203.0.113.2", "2001:db8:1:2::2")) {
            GATEWATCH.lab().impair("thin " + lossy + " to 5");
        }
        for (String dead : List.of("203.0.113.3", "2001:db8:1:3::2")) {
            GATEWATCH.lab().impair("cut " + dead);
        }
        try (var capture = new Capture(GATEWATCH.lab(), GATEWATCH.folder())) {
            await().until(() -> !capture.echoes().isEmpty());
            long startEpochNanos = capture.echoes().get(0).sentEpochNanos();
            await().atMost(Duration.ofSeconds(80)).until(() -> PROBES.stream()
                    .allMatch(probe -> reportsSince(startEpochNanos, probe).size() >= PERIODS));
            reports = PROBES.stream()
                    .collect(Collectors.toMap(Function.identity(), probe -> reportsSince(startEpochNanos, probe)));
            echoes = capture.echoes(); // after the reports: it holds all that they speak of
        }
    }

    @ParameterizedTest
    @FieldSource("PROBES")
    void reportsTheRoundTripsThatTcpdumpSees(String probe) throws UnknownHostException {
        for (Report report : reports.get(probe)) {
            List<Echo> wire = echoesTo(report.destination());
            assertTrue(
                    possibleStarts(report, wire).stream().anyMatch(start -> equals(report, rtts(report, wire, start))),
                    () -> report + ", but on the wire: " + describe(report, wire));
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
        for (Report report : reports.get(probe)) {
            assertEquals(report.sent() / 5.0, report.lost(), 1.0, report::toString);
        }
    }

    private static List<Report> reportsSince(long epochNanos, String probe) {
        return GATEWATCH.reports(probe).stream()
                .filter(report -> report.startEpochNanos() > epochNanos)
                .toList();
    }

    private static List<Echo> echoesTo(String destination) throws UnknownHostException {
        InetAddress peer = InetAddress.getByName(destination);
        return echoes.stream().filter(echo -> echo.peer().equals(peer)).toList();
    }

    /** The packets that may be the report's first, so that its last one is at the period's end. */
    private static List<Integer> possibleStarts(Report report, List<Echo> wire) {
        long endEpochNanos = report.startEpochNanos() + report.periodSeconds() * 1_000_000_000L;
        return IntStream.rangeClosed(0, wire.size() - report.sent())
                .filter(first -> isBoundary(wire, first, report.startEpochNanos())
                        && isBoundary(wire, first + report.sent(), endEpochNanos))
                .boxed()
                .toList();
    }

    /** Whether the moment may lie between a packet and the one before it. */
    private static boolean isBoundary(List<Echo> wire, int packet, long epochNanos) {
        return (packet == 0 || wire.get(packet - 1).sentEpochNanos() < epochNanos + BOUNDARY_NANOS)
                && (packet == wire.size() || wire.get(packet).sentEpochNanos() > epochNanos - BOUNDARY_NANOS);
    }

    private static LongSummaryStatistics rtts(Report report, List<Echo> wire, int first) {
        return wire.subList(first, first + report.sent()).stream()
                .flatMapToLong(echo -> echo.rttNanos().stream())
                .filter(nanos -> nanos <= TIMEOUT_NANOS)
                .summaryStatistics();
    }

    private static boolean equals(Report report, LongSummaryStatistics wire) {
        Report.Rtt rtt = report.rttMicros();
        boolean sameRtt = rtt == null ? wire.getCount() == 0 : equals(rtt, wire);
        return report.answered() == wire.getCount() && sameRtt;
    }

    private static boolean equals(Report.Rtt rtt, LongSummaryStatistics wire) {
        return isSame(rtt.min(), (double) wire.getMin())
                && isSame(rtt.mean(), wire.getAverage())
                && isSame(rtt.max(), (double) wire.getMax());
    }

    private static boolean isSame(double micros, double nanos) {
        return Math.abs(micros - nanos / 1_000) <= ACCURACY_MICROS;
    }

    private static String describe(Report report, List<Echo> wire) {
        return possibleStarts(report, wire).stream()
                .map(start -> rtts(report, wire, start).toString())
                .toList()
                .toString();
    }
}
