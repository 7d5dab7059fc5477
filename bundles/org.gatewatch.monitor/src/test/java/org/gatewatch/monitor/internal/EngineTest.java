package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Times;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine whole, on a clock that is moved by hand and a link that is scripted. */
final class EngineTest {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration RTT = Duration.ofMillis(20);
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 10, () -> {});
    private final EngineTotals totals = new EngineTotals();
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Notifier notifier = new Notifier();
    private final Engine engine =
            new Engine(clock, events, totals, sender, transports, notifier, new ScriptedNameService().asked(clock));
    private final ScriptedTransport link = new ScriptedTransport(Script.answered(RTT));
    private final RecordingListener listener = new RecordingListener();
    private final Notifier.Subscription subscription = notifier.subscribe(listener, "gatewatch-listener-test");

    @BeforeEach
    void connect() {
        transports.add(link, 0);
        engine.welcome(subscription);
    }

    @AfterEach
    void stop() {
        subscription.close();
    }

    private static Probe probe(String name) {
        return probe(name, "203.0.113.1", Duration.ofSeconds(1));
    }

    private static Probe probe(String name, String destination, Duration interval) {
        try {
            return Probe.to(name, InetAddress.getByName(destination)).every(interval, Duration.ofSeconds(2));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static DesiredState desired(Probe... probes) {
        return desired(Map.of("team", "wan"), probes);
    }

    private static DesiredState desired(Map<String, String> tags, Probe... probes) {
        return new DesiredState(
                List.of(),
                List.of(new Monitor("offices", Duration.ofSeconds(30), tags, List.of(probes), Quorum.DEFAULT)));
    }

    /** Lets time pass in small steps with every thread's work done in between. */
    private void run(Duration time) {
        for (Duration left = time; left.toNanos() > 0; left = left.minus(STEP)) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    /** Lets time pass while this host stands still: nobody sends, nobody decides. */
    private void standStill(Duration time) {
        clock.advance(time);
        sender.tick();
        engine.tick();
    }

    private void start(DesiredState state) {
        engine.desired(state);
        engine.tick();
        sender.tick();
        engine.tick();
    }

    private Report awaitReport(Predicate<Report> fitting) {
        return listener.awaitReport(SOON, fitting);
    }

    private ProbeStatus status(ProbeId id) {
        return engine.roster().all().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ScriptedChannel berlin() {
        return link.channel("berlin");
    }

    @Test
    void reportsACompletePeriodOnceItsLastSampleIsDecided() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
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
        start(desired(probe("berlin", "203.0.113.1", Duration.ofMillis(70))));
        run(Duration.ofSeconds(121));
        awaitReport(r -> r.sequence() == 4);
        long reported = listener.reports(BERLIN).stream()
                .limit(4)
                .mapToLong(r -> r.counts().sent())
                .sum();
        assertEquals(120_000 / 70 + 1, reported);
    }

    @Test
    void waitsWithTheReportForTheTimeoutOfASilentSample() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(31));
        assertTrue(status(BERLIN).lastReport().isEmpty());
        run(Duration.ofSeconds(2));
        Report report = status(BERLIN).lastReport().orElseThrow();
        assertEquals(30, report.counts().lost());
        assertEquals(100.0, report.counts().lossPercent().orElseThrow());
        assertTrue(report.rtt().isEmpty());
        assertEquals(Health.DOWN, report.health());
    }

    @Test
    void countsReplyArrivingAfterTimeoutAsLateNotLost() {
        link.script("berlin", Script.answered(Duration.ofMillis(2001)));
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
        assertEquals(30, report.counts().late());
        assertEquals(0, report.counts().lost());
        assertEquals(100.0, report.counts().lossPercent().orElseThrow());
    }

    @Test
    void keepsMoreProbesOutstandingThanTheIntervalAllows() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin", "203.0.113.1", Duration.ofMillis(500))));
        run(Duration.ofMillis(1600)); // packets 0 to 3 are out; the timeout is four intervals
        for (long sequence = 0; sequence < 4; sequence++) {
            berlin().answer(sequence, Duration.ofMillis(941).toNanos());
        }
        link.script("berlin", Script.answered(Duration.ofMillis(941)));
        run(Duration.ofSeconds(30));
        assertEquals(0, awaitReport(r -> true).counts().lossPercent().orElseThrow());
    }

    @Test
    void countsDuplicatesAndReorderedRepliesBesideTheSamples() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(2));
        berlin().answer(1, 30_000_000);
        berlin().answer(0, 1_900_000_000);
        berlin().answer(0, 1_950_000_000);
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(30));
        Report report = awaitReport(r -> true);
        assertEquals(1, report.counts().duplicates());
        assertEquals(1, report.counts().reordered());
        assertEquals(
                report.counts().sent(),
                report.counts().answered() + report.counts().lost());
    }

    @Test
    void staysUnknownUntilEnoughSamplesAndRaisesNoAlarmAtStart() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(8));
        assertEquals(Health.UNKNOWN, status(BERLIN).health());
        run(Duration.ofSeconds(3));
        assertEquals(Health.HEALTHY, status(BERLIN).health());
    }

    @Test
    void tellsOurOwnFailureFromThePeersLoss() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(12));
        assertEquals(LifecycleState.ACTIVE, status(BERLIN).state());
        link.script("berlin", Script.notSent(SendResult.INTERFACE_DOWN));
        run(Duration.ofSeconds(20));
        ProbeStatus broken = status(BERLIN);
        assertEquals(LifecycleState.ERROR, broken.state());
        assertEquals(SendResult.INTERFACE_DOWN.reason(), broken.reason());
        assertEquals(Health.UNKNOWN, broken.health());
        assertEquals(Cause.GATEWAY, broken.cause());
        Report report = awaitReport(r -> true);
        assertEquals(0, report.counts().lost());
        assertTrue(report.counts().notSent() >= 17, report::toString);
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(12));
        assertEquals(LifecycleState.ACTIVE, status(BERLIN).state());
        assertEquals(Health.HEALTHY, status(BERLIN).health());
    }

    @Test
    void voidsPacketsThatWereInFlightWhenOurOwnSideFailed() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(1500));
        link.script("berlin", Script.notSent(SendResult.INTERFACE_DOWN));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }

    @Test
    void takesNoRttAcrossAStepOfTheWallClock() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(1500));
        clock.stepWall(Duration.ofHours(1));
        berlin().answer(1, Duration.ofHours(1).toNanos());
        run(Duration.ofMillis(100));
        berlin().answer(0, Duration.ofHours(1).toNanos());
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().late() + report.counts().lost());
        assertEquals(RTT.toNanos(), report.rtt().orElseThrow().maxNanos());
    }

    @Test
    void takesANegativeRttForTheStepItProves() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        berlin().answer(0, -1);
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        assertEquals(1, awaitReport(r -> true).counts().voided());
    }

    @Test
    void seesNoLossWhenThisHostStoodStill() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(12));
        standStill(Duration.ofSeconds(10));
        run(Duration.ofSeconds(10));
        Report report = awaitReport(r -> true);
        assertEquals(0, report.counts().lost());
        assertEquals(21, report.counts().sent()); // nine packets were never due: nobody makes up for them
        assertEquals(Health.HEALTHY, status(BERLIN).health());
    }

    @Test
    void hearsAnswersThatWaitedWhileThisHostStoodStill() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(1500));
        standStill(Duration.ofSeconds(10));
        berlin().answer(0, RTT.toNanos()); // only now does the capture thread get to them
        berlin().answer(1, RTT.toNanos());
        berlin().answer(2, RTT.toNanos()); // and to the one that was sent when it went on
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(20));
        Report report = awaitReport(r -> true);
        assertEquals(0, report.counts().lost() + report.counts().late());
        assertTrue(listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
    }

    @Test
    void skipsWholePeriodsThatNobodyWatched() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(31));
        standStill(Duration.ofHours(10));
        run(Duration.ofSeconds(61));
        awaitReport(r -> r.sequence() == 3);
        assertTrue(
                listener.reports(BERLIN).size() <= 4,
                () -> listener.reports(BERLIN).size() + " reports");
    }

    @Test
    void voidsWhatItCouldNotHearBecauseTheRingWasFull() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        for (int i = 0; i < 2000; i++) {
            berlin().answer(7777, 1); // foreign noise beyond the ring's capacity …
        }
        berlin().answer(0, 1000); // … so this answer is dropped
        engine.tick();
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
        assertEquals(1, report.counts().voided());
        assertEquals(0, report.counts().lost());
        assertTrue(events.dropped() > 0);
    }

    @Test
    void voidsWhatTheCaptureMissed() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(1500));
        link.missPackets(1);
        run(Duration.ofMillis(100));
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        Report report = awaitReport(r -> true);
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }

    @Test
    void keepsWindowsOfUnchangedProbesWhenOthersChange() {
        start(desired(probe("berlin"), probe("paris", "203.0.113.2", Duration.ofSeconds(1))));
        run(Duration.ofSeconds(15));
        ScriptedChannel before = berlin();
        engine.desired(
                desired(Map.of("team", "lan"), probe("berlin"), probe("paris", "203.0.113.9", Duration.ofSeconds(1))));
        run(Duration.ofSeconds(16));
        assertSame(before, berlin());
        Report report = awaitReport(r -> r.id().equals(BERLIN));
        assertEquals(30, report.counts().sent());
        assertEquals(Map.of("team", "lan"), report.tags());
        assertEquals(Health.HEALTHY, status(BERLIN).health());
        assertEquals(Health.HEALTHY, status(new ProbeId("offices", "paris")).health());
        assertEquals(2, channelsOf("paris"));
    }

    private long channelsOf(String name) {
        return link.channels().stream()
                .filter(c -> c.probe().name().equals(name))
                .count();
    }

    @Test
    void stopsARemovedProbeAndSaysSo() {
        start(desired(probe("berlin"), probe("paris")));
        run(Duration.ofSeconds(1));
        engine.desired(desired(probe("paris")));
        run(Duration.ofMillis(100));
        listener.awaitRemoval(SOON, BERLIN);
        assertTrue(berlin().isClosed());
        int sent = berlin().sent().size();
        run(Duration.ofSeconds(5));
        assertEquals(sent, berlin().sent().size());
        assertEquals(1, engine.roster().all().size());
    }

    @Test
    void tellsANewListenerEveryProbeFirst() {
        start(desired(probe("berlin"), probe("paris")));
        run(Duration.ofSeconds(12));
        var late = new RecordingListener();
        try (var second = notifier.subscribe(late, "gatewatch-listener-late")) {
            engine.welcome(second);
            engine.tick();
            late.awaitChange(SOON, s -> s.id().equals(BERLIN) && s.health() == Health.HEALTHY);
            late.awaitChange(SOON, s -> s.id().probe().equals("paris"));
        }
    }

    @Test
    void tellsOnceWhenHealthChanges() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(20));
        listener.awaitChange(SOON, s -> s.health() == Health.HEALTHY);
        long told = listener.changes().stream()
                .filter(s -> s.health() == Health.HEALTHY)
                .count();
        assertEquals(1, told);
    }

    @Test
    void reportsTheSourceThatIsReallyUsed() throws Exception {
        start(desired(probe("berlin")));
        berlin().egress(new Egress(
                "wan", InetAddress.getByName("198.51.100.2"), InetAddress.getByName("198.51.100.2")));
        run(Duration.ofSeconds(31));
        assertEquals(
                "198.51.100.2", awaitReport(r -> true).source().orElseThrow().getHostAddress());
        assertEquals("wan", status(BERLIN).egress().orElseThrow().interfaceName());
    }

    @Test
    void movesToABetterTransportAndKeepsItsWindow() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(10));
        ScriptedChannel first = berlin();
        var better = new ScriptedTransport(Script.answered(RTT));
        transports.add(better, 10);
        engine.transportsChanged();
        run(Duration.ofSeconds(21));
        assertTrue(first.isClosed());
        assertNotSame(first, better.channel("berlin"));
        assertEquals(30, awaitReport(r -> true).counts().answered());
    }

    @Test
    void voidsPacketsThatWereOutWhenTheTransportChanged() {
        link.script("berlin", Script.silent());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(1500));
        transports.add(new ScriptedTransport(Script.answered(RTT)), 10);
        engine.transportsChanged();
        run(Duration.ofSeconds(30));
        Report report = awaitReport(r -> true);
        assertEquals(2, report.counts().voided());
        assertEquals(0, report.counts().lost());
    }

    @Test
    void waitsInErrorUntilATransportComes() {
        transports.remove(link);
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(5));
        assertEquals(LifecycleState.ERROR, status(BERLIN).state());
        transports.add(link, 0);
        engine.transportsChanged();
        run(Duration.ofSeconds(2));
        assertEquals(LifecycleState.ACTIVE, status(BERLIN).state());
    }

    @Test
    void sendsTheFirstPacketAtOnceAndSpreadsTheOthersOverOneInterval() {
        Probe[] probes = new Probe[100];
        for (int i = 0; i < probes.length; i++) {
            probes[i] = probe("p" + i);
        }
        start(desired(probes));
        assertEquals(1, totals.sent());
        run(Duration.ofMillis(500));
        assertTrue(totals.sent() >= 40 && totals.sent() <= 60, () -> totals.sent() + " sent in half an interval");
        run(Duration.ofMillis(500));
        assertTrue(totals.sent() >= 100, () -> totals.sent() + " sent in one interval");
        assertFalse(engine.roster().all().stream().anyMatch(s -> s.state() != LifecycleState.ACTIVE));
    }

    @Test
    void holdsTheFirstPacketBackUntilItsWayIsKnownAndNoLongerThanASecond() throws Exception {
        link.obstruct(BERLIN.probe());
        start(desired(probe("berlin")));
        run(Duration.ofMillis(500));
        assertEquals(0, totals.sent());
        assertEquals(LifecycleState.PENDING, status(BERLIN).state());
        berlin().egress(new Egress(
                "wan", InetAddress.getByName("198.51.100.2"), InetAddress.getByName("198.51.100.2")));
        run(Duration.ofMillis(60));
        assertEquals(1, totals.sent());
    }

    @Test
    void oneProbeThatFailsHarmsNoOther() {
        link.script("broken", sequence -> {
            throw new IllegalStateException("a transport's bug");
        });
        start(desired(probe("broken"), probe("berlin")));
        for (int i = 0; i < 310; i++) {
            clock.advance(Duration.ofMillis(100));
            sender.tick();
            engine.tick();
        }
        assertEquals(30, awaitReport(r -> r.id().equals(BERLIN)).counts().answered());
    }

    @Test
    void listsASwitchedOffProbeAndSendsNothing() {
        start(desired(probe("berlin").enabled(false), probe("paris")));
        run(Duration.ofSeconds(5));
        assertEquals(LifecycleState.INACTIVE, status(BERLIN).state());
        assertEquals(Health.UNKNOWN, status(BERLIN).health());
        assertEquals(1, link.channels().size());
    }

    @Test
    void stopsAProbeThatIsSwitchedOffWithoutSayingThatItIsGone() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(2));
        engine.desired(desired(probe("berlin").enabled(false)));
        run(Duration.ofSeconds(2));
        listener.awaitChange(SOON, status -> status.state() == LifecycleState.INACTIVE);
        assertTrue(berlin().isClosed());
        assertEquals(List.of(), listener.removals());
    }

    @Test
    void startsAProbeThatIsSwitchedOnAgain() {
        start(desired(probe("berlin").enabled(false)));
        engine.desired(desired(probe("berlin")));
        run(Duration.ofSeconds(2));
        assertEquals(LifecycleState.ACTIVE, status(BERLIN).state());
        assertEquals(1, engine.roster().all().size());
    }

    @Test
    void forgetsASwitchedOffProbeThatIsDeleted() {
        start(desired(probe("berlin").enabled(false)));
        engine.desired(DesiredState.EMPTY);
        run(Duration.ofSeconds(1));
        assertEquals(List.of(), engine.roster().all());
        listener.awaitRemoval(SOON, BERLIN);
    }

    @Test
    void keepsWindowsOfAProbeThatIsLabelledOtherwise() {
        start(desired(probe("berlin")));
        run(Duration.ofSeconds(2));
        var labels =
                new ProbeLabels(Optional.empty(), Map.of("a", "b"), Optional.empty(), Optional.empty(), Times.NONE);
        engine.desired(desired(probe("berlin").labelled(labels)));
        run(Duration.ofSeconds(30));
        assertEquals(30, awaitReport(r -> true).counts().sent());
        assertEquals(labels, status(BERLIN).probe().labels());
    }

    /** Since when a healthy probe is so. */
    private Instant healthySince(Probe probe) {
        start(desired(probe));
        run(Duration.ofSeconds(31));
        assertEquals(Health.HEALTHY, status(BERLIN).health());
        return status(BERLIN).since();
    }

    @Test
    void goesOnWithTheVerdictOfBeforeARestart() {
        var store = new MemoryStore();
        engine.recollections().use(Optional.of(store));
        Instant before = healthySince(probe("berlin"));
        engine.recollections().use(Optional.empty()); // as when the component ends
        start(DesiredState.EMPTY);
        engine.recollections().use(Optional.of(store));

        assertEquals(before, healthySince(probe("berlin")));
    }

    @Test
    void saysOfANewDestinationSinceWhenItIsSoItself() {
        engine.recollections().use(Optional.of(new MemoryStore()));
        Instant before = healthySince(probe("berlin"));

        assertTrue(healthySince(probe("berlin", "203.0.113.9", Duration.ofSeconds(1)))
                .isAfter(before));
    }

    @Test
    void forgetsTheVerdictOfAProbeThatIsSwitchedOff() {
        engine.recollections().use(Optional.of(new MemoryStore()));
        Instant before = healthySince(probe("berlin"));
        start(desired(probe("berlin").enabled(false)));

        assertTrue(healthySince(probe("berlin")).isAfter(before));
    }
}
