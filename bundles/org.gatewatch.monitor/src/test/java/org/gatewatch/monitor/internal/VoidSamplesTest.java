package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.BERLIN;
import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.STEP;
import static org.gatewatch.monitor.internal.Bench.because;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What cannot be believed is void: a clock that steps, a host that stands still, answers that nobody could hear. */
final class VoidSamplesTest {
    @RegisterExtension
    final Bench bench = Bench.connected();

    @Test
    void tellsOurOwnFailureFromThePeersLoss() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(12));
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
        bench.link.script("berlin", Script.notSent(SendResult.INTERFACE_DOWN));
        bench.run(Duration.ofSeconds(20));
        ProbeStatus broken = bench.status();
        assertEquals(LifecycleState.ERROR, broken.state());
        assertEquals(SendResult.INTERFACE_DOWN.reason(), broken.reason());
        assertEquals(Health.UNKNOWN, broken.health());
        assertEquals(Cause.GATEWAY, broken.cause());
        Report report = bench.firstReport();
        assertEquals(0, report.counts().lost());
        assertTrue(report.counts().notSent() >= 17, report::toString);
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(12));
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
        assertEquals(Health.HEALTHY, bench.status().health());
    }

    @Test
    void voidsPacketsThatWereInFlightWhenOurOwnSideFailed() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(1500));
        bench.link.script("berlin", Script.notSent(SendResult.INTERFACE_DOWN));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }

    @Test
    void takesNoRttAcrossAStepOfTheWallClock() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(1500));
        bench.clock.stepWall(Duration.ofHours(1));
        bench.berlin().answer(1, Duration.ofHours(1).toNanos());
        bench.run(Duration.ofMillis(100));
        bench.berlin().answer(0, Duration.ofHours(1).toNanos());
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().late() + report.counts().lost());
        assertEquals(RTT.toNanos(), report.rtt().orElseThrow().maxNanos());
    }

    @Test
    void takesANegativeRttForTheStepItProves() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.berlin().answer(0, -1);
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        assertEquals(1, bench.firstReport().counts().voided());
    }

    @Test
    void clockStepsOfAnHourEitherWayMakeNoWrongRttAndNoFalseVerdict() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(12));
        for (Duration step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            bench.link.script("berlin", Script.silent());
            bench.run(Duration.ofSeconds(1)); // one packet is on its way
            bench.clock.stepWall(step);
            bench.berlin()
                    .answer(
                            bench.berlin().sent().get(bench.berlin().sent().size() - 1),
                            RTT.plus(step).toNanos());
            bench.link.script("berlin", Script.answered(RTT));
            bench.run(Duration.ofSeconds(35));
        }
        bench.firstReport();
        for (Report report : bench.listener.reports(BERLIN)) {
            assertEquals(0, report.counts().lost() + report.counts().late());
            assertEquals(RTT.toNanos(), report.rtt().orElseThrow().maxNanos());
        }
        assertTrue(bench.listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
        assertEquals(Health.HEALTHY, bench.status().health());
    }

    @Test
    void believesNoAnswerToAPacketThatWasSentInTheRoundOfTheStep() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(990));
        bench.link.script("berlin", Script.silent());
        bench.clock.advance(STEP);
        bench.sender.tick(); // sends packet 1, and the engine does not look before its answer is there
        bench.clock.stepWall(Duration.ofHours(1));
        bench.berlin().answer(1, RTT.plusHours(1).toNanos());
        bench.engine.tick();
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(61));
        assertEquals(0, bench.firstReport().counts().late());
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.CLOCK_STEPPED.reason(), 1)),
                bench.firstReport().details());
    }

    @Test
    void saysThatTheClockWasStepped() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.clock.stepWall(Duration.ofHours(-1));
        bench.run(Duration.ofMillis(100));
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(61));
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.CLOCK_STEPPED.reason(), 1)),
                bench.firstReport().details());
    }

    @Test
    void aStopOfTenSecondsMakesNoFalseLoss() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(12_990));
        bench.link.script("berlin", Script.silent());
        bench.run(STEP); // packet 13 leaves …
        bench.clock.advance(Duration.ofSeconds(10)); // … and this process is stopped before its answer is heard
        bench.sender.tick();
        bench.engine.tick();
        bench.berlin().answer(13, RTT.toNanos());
        bench.berlin().answer(14, RTT.toNanos());
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(20));
        assertEquals(List.of(), bench.firstReport().details());
        assertTrue(bench.listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
    }

    @Test
    void seesNoLossWhenThisHostStoodStill() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(12));
        bench.pass(Duration.ofSeconds(10));
        bench.run(Duration.ofSeconds(10));
        Report report = bench.firstReport();
        assertEquals(0, report.counts().lost());
        assertEquals(21, report.counts().sent()); // nine packets were never due: nobody makes up for them
        assertEquals(Health.HEALTHY, bench.status().health());
    }

    @Test
    void hearsAnswersThatWaitedWhileThisHostStoodStill() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(1500));
        bench.pass(Duration.ofSeconds(10));
        bench.berlin().answer(0, RTT.toNanos()); // only now does the capture thread get to them
        bench.berlin().answer(1, RTT.toNanos());
        bench.berlin().answer(2, RTT.toNanos()); // and to the one that was sent when it went on
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(20));
        Report report = bench.firstReport();
        assertEquals(0, report.counts().lost() + report.counts().late());
        assertTrue(bench.listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
    }

    @Test
    void voidsWhatItCouldNotHearBecauseTheRingWasFull() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        for (int i = 0; i < 2000; i++) {
            bench.berlin().answer(7777, 1); // foreign noise beyond the ring's capacity …
        }
        bench.berlin().answer(0, 1000); // … so this answer is dropped
        bench.engine.tick();
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(1, report.counts().voided());
        assertEquals(0, report.counts().lost());
        assertTrue(bench.events.dropped() > 0);
    }

    @Test
    void voidsWhatTheCaptureMissed() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(1500));
        bench.link.missPackets(1);
        bench.run(Duration.ofMillis(100));
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }

    @Test
    void voidsPacketsThatWereOutWhenTheTransportChanged() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(1500));
        bench.transports.add(new ScriptedTransport(Script.answered(RTT)), 10);
        bench.engine.transportsChanged();
        bench.run(Duration.ofSeconds(30));
        Report report = bench.firstReport();
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }
}
