package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.BERLIN;
import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.SOON;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Samples become periods, periods become reports, and listeners hear of them. */
final class EngineTest {
    @RegisterExtension
    final Bench bench = Bench.connected();

    @Test
    void reportsACompletePeriodOnceItsLastSampleIsDecided() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(BERLIN, report.id());
        assertEquals(ManualClock.START, report.periodStart());
        assertEquals(Duration.ofSeconds(30), report.period());
        assertEquals(30, report.counts().sent());
        assertEquals(30, report.counts().answered());
        assertEquals(RTT.toNanos(), report.rtt().orElseThrow().maxNanos());
        assertEquals(Map.of("team", "wan"), report.tags());
        assertEquals(Health.HEALTHY, report.health());
        assertEquals(Cause.NONE, report.cause());
        assertEquals(1, report.sequence());
    }

    @Test
    void countsEverySampleInExactlyOnePeriod() {
        bench.start(desired(probe("berlin", "203.0.113.1", Duration.ofMillis(70))));
        bench.run(Duration.ofSeconds(121));
        bench.awaitReport(r -> r.sequence() == 4);
        long reported = bench.listener.reports(BERLIN).stream()
                .limit(4)
                .mapToLong(r -> r.counts().sent())
                .sum();
        assertEquals(120_000 / 70 + 1, reported);
    }

    @Test
    void waitsWithTheReportForTheTimeoutOfASilentSample() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        assertTrue(bench.status().lastReport().isEmpty());
        bench.run(Duration.ofSeconds(2));
        Report report = bench.status().lastReport().orElseThrow();
        assertEquals(30, report.counts().lost());
        assertEquals(100.0, report.counts().lossPercent().orElseThrow());
        assertTrue(report.rtt().isEmpty());
        assertEquals(Health.DOWN, report.health());
    }

    @Test
    void countsReplyArrivingAfterTimeoutAsLateNotLost() {
        bench.link.script("berlin", Script.answered(Duration.ofMillis(2001)));
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        Report report = bench.firstReport();
        assertEquals(30, report.counts().late());
        assertEquals(0, report.counts().lost());
        assertEquals(100.0, report.counts().lossPercent().orElseThrow());
    }

    @Test
    void keepsMoreProbesOutstandingThanTheIntervalAllows() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin", "203.0.113.1", Duration.ofMillis(500))));
        bench.run(Duration.ofMillis(1600)); // packets 0 to 3 are out; the timeout is four intervals
        for (long sequence = 0; sequence < 4; sequence++) {
            bench.berlin().answer(sequence, Duration.ofMillis(941).toNanos());
        }
        bench.link.script("berlin", Script.answered(Duration.ofMillis(941)));
        bench.run(Duration.ofSeconds(30));
        assertEquals(0, bench.firstReport().counts().lossPercent().orElseThrow());
    }

    @Test
    void countsDuplicatesAndReorderedRepliesBesideTheSamples() {
        bench.link.script("berlin", Script.silent());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(2));
        bench.berlin().answer(1, 30_000_000);
        bench.berlin().answer(0, 1_900_000_000);
        bench.berlin().answer(0, 1_950_000_000);
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(30));
        Report report = bench.firstReport();
        assertEquals(1, report.counts().duplicates());
        assertEquals(1, report.counts().reordered());
        assertEquals(
                report.counts().sent(),
                report.counts().answered() + report.counts().lost());
    }

    @Test
    void skipsWholePeriodsThatNobodyWatched() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(31));
        bench.pass(Duration.ofHours(10));
        bench.run(Duration.ofSeconds(61));
        bench.awaitReport(r -> r.sequence() == 3);
        assertTrue(
                bench.listener.reports(BERLIN).size() <= 4,
                () -> bench.listener.reports(BERLIN).size() + " reports");
    }

    @Test
    void staysUnknownUntilEnoughSamplesAndRaisesNoAlarmAtStart() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(8));
        assertEquals(Health.UNKNOWN, bench.status().health());
        bench.run(Duration.ofSeconds(3));
        assertEquals(Health.HEALTHY, bench.status().health());
    }

    @Test
    void tellsANewListenerEveryProbeFirst() {
        bench.start(desired(probe("berlin"), probe("paris")));
        bench.run(Duration.ofSeconds(12));
        var late = new RecordingListener();
        try (var second = bench.notifier.subscribe(late, "gatewatch-listener-late")) {
            bench.engine.welcome(second);
            bench.engine.tick();
            late.awaitChange(SOON, s -> s.id().equals(BERLIN) && s.health() == Health.HEALTHY);
            late.awaitChange(SOON, s -> s.id().probe().equals("paris"));
        }
    }

    @Test
    void tellsOnceWhenHealthChanges() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(20));
        bench.listener.awaitChange(SOON, s -> s.health() == Health.HEALTHY);
        long told = bench.listener.changes().stream()
                .filter(s -> s.health() == Health.HEALTHY)
                .count();
        assertEquals(1, told);
    }

    @Test
    void reportsTheSourceThatIsReallyUsed() throws Exception {
        bench.start(desired(probe("berlin")));
        bench.berlin()
                .egress(new Egress(
                        "wan", InetAddress.getByName("198.51.100.2"), InetAddress.getByName("198.51.100.2")));
        bench.run(Duration.ofSeconds(31));
        assertEquals("198.51.100.2", bench.firstReport().source().orElseThrow().getHostAddress());
        assertEquals("wan", bench.status().egress().orElseThrow().interfaceName());
    }

    @Test
    void sendsTheFirstPacketAtOnceAndSpreadsTheOthersOverOneInterval() {
        Probe[] probes = new Probe[100];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = probe("p" + i);
        }
        bench.start(desired(probes));
        assertEquals(1, bench.totals.sent());
        bench.run(Duration.ofMillis(500));
        assertTrue(
                bench.totals.sent() >= 40 && bench.totals.sent() <= 60,
                () -> bench.totals.sent() + " sent in half an interval");
        bench.run(Duration.ofMillis(500));
        assertTrue(bench.totals.sent() >= 100, () -> bench.totals.sent() + " sent in one interval");
        assertFalse(bench.engine.roster().all().stream().anyMatch(s -> s.state() != LifecycleState.ACTIVE));
    }

    @Test
    void holdsTheFirstPacketBackUntilItsWayIsKnownAndNoLongerThanASecond() throws Exception {
        bench.link.obstruct(BERLIN.probe());
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofMillis(500));
        assertEquals(0, bench.totals.sent());
        assertEquals(LifecycleState.PENDING, bench.status().state());
        bench.berlin()
                .egress(new Egress(
                        "wan", InetAddress.getByName("198.51.100.2"), InetAddress.getByName("198.51.100.2")));
        bench.run(Duration.ofMillis(60));
        assertEquals(1, bench.totals.sent());
    }

    @Test
    void oneProbeThatFailsHarmsNoOther() {
        bench.link.script("broken", sequence -> {
            throw new IllegalStateException("a transport's bug");
        });
        bench.start(desired(probe("broken"), probe("berlin")));
        for (int i = 0; i < 310; i++) {
            bench.clock.advance(Duration.ofMillis(100));
            bench.sender.tick();
            bench.engine.tick();
        }
        assertEquals(30, bench.awaitReport(r -> r.id().equals(BERLIN)).counts().answered());
    }
}
