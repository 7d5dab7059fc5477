package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.because;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why samples ended as they did, and what a probe does about losses. */
final class HonestyTest {
    @RegisterExtension
    final Bench bench = Bench.connected();

    @Test
    void saysWhyPacketsWereNotSent() {
        bench.link.script(
                "berlin",
                sequence ->
                        sequence < 4 ? new Script.Fate.NotSent(SendResult.NO_ROUTE) : new Script.Fate.Answered(1000));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        assertEquals(
                List.of(because(Outcome.NOT_SENT, Cause.GATEWAY, SendResult.NO_ROUTE.reason(), 4)),
                bench.firstReport().details());
    }

    @Test
    void blamesThePathsMtuForAPacketThatIsTooBig() {
        bench.link.script("berlin", Script.notSent(SendResult.TOO_BIG));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        assertEquals(Cause.MTU, bench.firstReport().details().get(0).cause());
    }

    @Test
    void saysWhoCalledThePeerUnreachable() {
        var error = new IcmpError(3, 1, address("192.0.2.1"), OptionalInt.empty());
        bench.link.script("berlin", Script.unreachable(error));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        assertEquals(
                List.of(new OutcomeDetail(
                        Outcome.UNREACHABLE, Cause.LINK, "host unreachable, says 192.0.2.1", 30, Optional.of(error))),
                bench.firstReport().details());
    }

    @Test
    void keepsEightIcmpErrorsApartAndCountsTheRest() {
        bench.link.script(
                "berlin",
                sequence -> new Script.Fate.Unreachable(
                        new IcmpError(3, (int) (sequence % 12), address("192.0.2.1"), OptionalInt.empty())));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        List<OutcomeDetail> details = bench.firstReport().details();
        assertEquals(IcmpErrors.MOST + 1, details.size());
        assertEquals(30, details.stream().mapToInt(OutcomeDetail::samples).sum());
        assertTrue(details.get(IcmpErrors.MOST).error().isEmpty());
    }

    @Test
    void takesAPeerThatIsNotOnItsNetworkForUnreachableAndNotForOurFailure() {
        bench.link.script("berlin", Script.notSent(SendResult.PEER_UNRESOLVED));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(
                List.of(because(Outcome.UNREACHABLE, Cause.LINK, SendResult.PEER_UNRESOLVED.reason(), 30)),
                report.details());
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
        assertEquals(Health.DOWN, report.health());
    }

    @Test
    void tellsARefusalFromAnAnswerUnlessItIsWanted() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.berlin().refuse(0, RTT.toNanos());
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        assertEquals(1, bench.firstReport().counts().refused());
        assertEquals(Cause.REMOTE, bench.firstReport().details().get(0).cause());
    }

    @Test
    void takesARefusalForAnAnswerWhereThatIsWanted() {
        Probe probe = probe("berlin");
        bench.link.script("berlin", Script.silent());
        bench.start(desired(new Probe(
                "berlin",
                Optional.empty(),
                probe.source(),
                0,
                probe.destination(),
                probe.packet(),
                probe.interval(),
                probe.timeout(),
                true,
                probe.thresholds())));
        bench.berlin().refuse(0, RTT.toNanos());
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        assertEquals(30, bench.firstReport().counts().answered());
    }

    @Test
    void countsLossRunsAndLetsOurOwnFailuresNeitherBeginNorEndOne() {
        bench.link.script("berlin", sequence -> switch ((int) sequence) {
            case 3, 4, 6, 10 -> new Script.Fate.Silent();
            case 5 -> new Script.Fate.Answered(Duration.ofSeconds(3).toNanos()); // late
            default -> new Script.Fate.Answered(1000);
        });
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        assertEquals(2, bench.firstReport().counts().lossRuns());
        assertEquals(4, bench.firstReport().counts().longestLossRun());
    }

    @Test
    void triesAnotherFlowAfterConsecutiveLossesAndGivesItTime() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(4_500)); // packets 0 to 2 are lost at 2.25, 3.25 and 4.25 s
        assertEquals(1, bench.berlin().flowChanges());
        bench.run(Duration.ofMillis(4_500));
        assertEquals(1, bench.berlin().flowChanges());
        bench.run(Duration.ofSeconds(1)); // 2 x 2 s + 1 s after the first change
        assertEquals(2, bench.berlin().flowChanges());
    }

    @Test
    void changesNoFlowWhileOurOwnSideFails() {
        bench.start(desired(probe("berlin")));
        bench.link.script("berlin", Script.notSent(SendResult.NO_ROUTE));
        bench.run(Duration.ofSeconds(30));
        assertEquals(0, bench.berlin().flowChanges());
    }
}
