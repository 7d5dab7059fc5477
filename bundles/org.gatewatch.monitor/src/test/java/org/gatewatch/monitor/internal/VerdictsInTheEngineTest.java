package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What verdicts, trials and searches do to a probe that runs. */
final class VerdictsInTheEngineTest {
    private static final Script.Fate ANSWERED = new Script.Fate.Answered(RTT.toNanos());
    private static final Script.Fate LOST = new Script.Fate.Silent();
    private static final InetAddress PEER = address("203.0.113.1");

    @RegisterExtension
    final Bench bench = new Bench();

    /** Answers a packet of a probe if the test says so at that moment. */
    private record Peer(BiPredicate<Probe, Long> answers) implements ProbeTransport {
        @Override
        public Protocol protocol() {
            return Protocol.ICMP;
        }

        @Override
        public ProbeChannel open(Probe probe, InetAddress destination, SampleListener listener) {
            return new ScriptedTransport(number -> answers.test(probe, number) ? ANSWERED : LOST)
                    .open(probe, destination, listener);
        }
    }

    private void start(Probe probe, BiPredicate<Probe, Long> answers) {
        bench.transports.add(new Peer(answers), 0);
        bench.engine.desired(desired(Duration.ofSeconds(10), Map.of(), List.of(probe)));
    }

    private OutcomeDetail lastDetail(Outcome outcome) {
        return bench.status().lastReport().orElseThrow().details().stream()
                .filter(detail -> detail.outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    /** One answer in 50 ms: a limiter of 20/s that saves nothing up. */
    private BiPredicate<Probe, Long> limited() {
        long[] nextNanos = {0};
        return (probe, number) -> {
            boolean answers = bench.clock.nanoTime() >= nextNanos[0];
            nextNanos[0] =
                    answers ? Math.max(nextNanos[0], bench.clock.nanoTime() - 100_000_000) + 50_000_000 : nextNanos[0];
            return answers;
        };
    }

    @Test
    void slowsDownForAPeerThatLimitsItsAnswersAndRaisesNoAlarm() {
        start(Probe.to("berlin", PEER).every(Duration.ofMillis(20), Duration.ofSeconds(1)), limited());
        for (int second = 0; second < 60; second++) {
            bench.run(Duration.ofSeconds(1));
            assertTrue(List.of(Health.UNKNOWN, Health.HEALTHY)
                    .contains(bench.status().health()));
        }
        assertEquals(Cause.RATE_LIMITED, bench.status().cause());
        assertEquals(Duration.ofMillis(80), bench.status().pace());
        assertEquals(0, bench.status().lastReport().orElseThrow().counts().lost());
    }

    @Test
    void saysWhyALimitedPeerWasSilent() {
        start(Probe.to("berlin", PEER).every(Duration.ofMillis(20), Duration.ofSeconds(1)), limited());
        bench.run(Duration.ofSeconds(12));
        assertEquals(Cause.RATE_LIMITED, bench.status().cause());
        assertEquals(Cause.RATE_LIMITED, lastDetail(Outcome.LOST).cause());
    }

    @Test
    void findsTheLargestPacketThatPassesABlackHole() {
        start(
                Probe.to("berlin", PEER)
                        .sending(Packet.ECHO.sized(1472).fragmented(false))
                        .every(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                (probe, number) -> probe.packet().sizeBytes() <= 1372);
        bench.run(Duration.ofSeconds(21));
        assertEquals(Health.DOWN, bench.status().health());
        assertEquals(Cause.MTU, bench.status().cause());
        assertEquals(OptionalInt.of(1400), bench.status().pathMtu());
        assertEquals(Cause.MTU, lastDetail(Outcome.LOST).cause());
    }

    @Test
    void countsNothingOfItsSearchAsSamples() {
        start(
                Probe.to("berlin", PEER)
                        .sending(Packet.ECHO.sized(1472).fragmented(false))
                        .every(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                (probe, number) -> probe.packet().sizeBytes() <= 1372);
        bench.run(Duration.ofSeconds(22));
        assertEquals(10, bench.status().lastReport().orElseThrow().counts().lost());
        assertEquals(0, bench.status().lastReport().orElseThrow().counts().answered());
        assertEquals(Optional.empty(), bench.status().lastReport().orElseThrow().rtt());
    }

    @Test
    void isDownAfterThreeLossesWithoutWaitingForThePeriodsEnd() {
        start(
                Probe.to("berlin", PEER).every(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                (probe, number) -> number < 10);
        bench.run(Duration.ofMillis(13_500)); // 12 intervals, the timeout, 0.25 s, and what the start took
        assertEquals(Health.DOWN, bench.status().health());
        assertEquals(Health.HEALTHY, bench.status().lastReport().orElseThrow().health());
    }
}
