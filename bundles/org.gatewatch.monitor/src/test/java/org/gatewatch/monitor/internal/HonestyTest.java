package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
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

/** Why samples ended as they did, and what a probe does when its peer, its name or its thresholds change. */
final class HonestyTest {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration RTT = Duration.ofMillis(20);
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final InetAddress PEER = address("203.0.113.1");
    private static final InetAddress ROUTER = address("192.0.2.1");

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 10, () -> {});
    private final EngineTotals totals = new EngineTotals();
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Notifier notifier = new Notifier();
    private final ScriptedNameService service = new ScriptedNameService();
    private final Engine engine = new Engine(clock, events, totals, sender, transports, notifier, service.asked(clock));
    private final ScriptedTransport link = new ScriptedTransport(Script.answered(RTT));
    private final RecordingListener listener = new RecordingListener();
    private final Notifier.Subscription subscription = notifier.subscribe(listener, "gatewatch-listener-test");
    private final Probe probe = Probe.to("berlin", PEER);

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void connect() {
        transports.add(link, 0);
        engine.welcome(subscription);
    }

    @AfterEach
    void stop() {
        subscription.close();
    }

    private void start(Probe wanted) {
        want(wanted, Map.of());
        engine.tick();
        sender.tick();
        engine.tick();
    }

    private void want(Probe wanted, Map<String, String> tags) {
        engine.desired(new DesiredState(
                List.of(),
                List.of(new Monitor("offices", Duration.ofSeconds(30), tags, List.of(wanted), Quorum.DEFAULT))));
    }

    private void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    private Report firstReport() {
        return listener.awaitReport(Duration.ofSeconds(10), r -> true);
    }

    private ProbeStatus status() {
        return engine.roster().all().get(0);
    }

    private ScriptedChannel berlin() {
        return link.channel("berlin");
    }

    private static OutcomeDetail because(Outcome outcome, Cause cause, String reason, int samples) {
        return new OutcomeDetail(outcome, cause, reason, samples, Optional.empty());
    }

    private Probe named() {
        return new Probe(
                "berlin",
                Optional.empty(),
                probe.source(),
                0,
                new Destination.Name("berlin.example", Destination.Family.ANY),
                probe.packet(),
                probe.interval(),
                probe.timeout(),
                false,
                probe.thresholds());
    }

    @Test
    void saysWhyPacketsWereNotSent() {
        link.script(
                "berlin",
                sequence ->
                        sequence < 4 ? new Script.Fate.NotSent(SendResult.NO_ROUTE) : new Script.Fate.Answered(1000));
        start(probe);
        run(Duration.ofSeconds(31));
        assertEquals(
                List.of(because(Outcome.NOT_SENT, Cause.GATEWAY, SendResult.NO_ROUTE.reason(), 4)),
                firstReport().details());
    }

    @Test
    void blamesThePathsMtuForAPacketThatIsTooBig() {
        link.script("berlin", Script.notSent(SendResult.TOO_BIG));
        start(probe);
        run(Duration.ofSeconds(31));
        assertEquals(Cause.MTU, firstReport().details().get(0).cause());
    }

    @Test
    void saysWhoCalledThePeerUnreachable() {
        var error = new IcmpError(3, 1, ROUTER, OptionalInt.empty());
        link.script("berlin", Script.unreachable(error));
        start(probe);
        run(Duration.ofSeconds(31));
        assertEquals(
                List.of(new OutcomeDetail(
                        Outcome.UNREACHABLE, Cause.LINK, "host unreachable, says 192.0.2.1", 30, Optional.of(error))),
                firstReport().details());
    }

    @Test
    void keepsEightIcmpErrorsApartAndCountsTheRest() {
        link.script(
                "berlin",
                sequence -> new Script.Fate.Unreachable(
                        new IcmpError(3, (int) (sequence % 12), ROUTER, OptionalInt.empty())));
        start(probe);
        run(Duration.ofSeconds(31));
        List<OutcomeDetail> details = firstReport().details();
        assertEquals(IcmpErrors.MOST + 1, details.size());
        assertEquals(30, details.stream().mapToInt(OutcomeDetail::samples).sum());
        assertTrue(details.get(IcmpErrors.MOST).error().isEmpty());
    }

    @Test
    void takesAPeerThatIsNotOnItsNetworkForUnreachableAndNotForOurFailure() {
        link.script("berlin", Script.notSent(SendResult.PEER_UNRESOLVED));
        start(probe);
        run(Duration.ofSeconds(31));
        Report report = firstReport();
        assertEquals(
                List.of(because(Outcome.UNREACHABLE, Cause.LINK, SendResult.PEER_UNRESOLVED.reason(), 30)),
                report.details());
        assertEquals(LifecycleState.ACTIVE, status().state());
        assertEquals(Health.DOWN, report.health());
    }

    @Test
    void tellsARefusalFromAnAnswerUnlessItIsWanted() {
        link.script("berlin", Script.silent());
        start(probe);
        berlin().refuse(0, RTT.toNanos());
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        assertEquals(1, firstReport().counts().refused());
        assertEquals(Cause.REMOTE, firstReport().details().get(0).cause());
    }

    @Test
    void takesARefusalForAnAnswerWhereThatIsWanted() {
        link.script("berlin", Script.silent());
        start(new Probe(
                "berlin",
                Optional.empty(),
                probe.source(),
                0,
                probe.destination(),
                probe.packet(),
                probe.interval(),
                probe.timeout(),
                true,
                probe.thresholds()));
        berlin().refuse(0, RTT.toNanos());
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(31));
        assertEquals(30, firstReport().counts().answered());
    }

    @Test
    void countsLossRunsAndLetsOurOwnFailuresNeitherBeginNorEndOne() {
        link.script("berlin", sequence -> switch ((int) sequence) {
            case 3, 4, 6, 10 -> new Script.Fate.Silent();
            case 5 -> new Script.Fate.Answered(Duration.ofSeconds(3).toNanos()); // late
            default -> new Script.Fate.Answered(1000);
        });
        start(probe);
        run(Duration.ofSeconds(31));
        assertEquals(2, firstReport().counts().lossRuns());
        assertEquals(4, firstReport().counts().longestLossRun());
    }

    @Test
    void clockStepsOfAnHourEitherWayMakeNoWrongRttAndNoFalseVerdict() {
        start(probe);
        run(Duration.ofSeconds(12));
        for (Duration step : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            link.script("berlin", Script.silent());
            run(Duration.ofSeconds(1)); // one packet is on its way
            clock.stepWall(step);
            berlin().answer(
                            berlin().sent().get(berlin().sent().size() - 1),
                            RTT.plus(step).toNanos());
            link.script("berlin", Script.answered(RTT));
            run(Duration.ofSeconds(35));
        }
        firstReport();
        for (Report report : listener.reports(BERLIN)) {
            assertEquals(0, report.counts().lost() + report.counts().late());
            assertEquals(RTT.toNanos(), report.rtt().orElseThrow().maxNanos());
        }
        assertTrue(listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
        assertEquals(Health.HEALTHY, status().health());
    }

    @Test
    void believesNoAnswerToAPacketThatWasSentInTheRoundOfTheStep() {
        start(probe);
        run(Duration.ofMillis(990));
        link.script("berlin", Script.silent());
        clock.advance(STEP);
        sender.tick(); // sends packet 1, and the engine does not look before its answer is there
        clock.stepWall(Duration.ofHours(1));
        berlin().answer(1, RTT.plusHours(1).toNanos());
        engine.tick();
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(61));
        assertEquals(0, firstReport().counts().late());
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.CLOCK_STEPPED.reason(), 1)),
                firstReport().details());
    }

    @Test
    void aStopOfTenSecondsMakesNoFalseLoss() {
        start(probe);
        run(Duration.ofMillis(12_990));
        link.script("berlin", Script.silent());
        run(STEP); // packet 13 leaves …
        clock.advance(Duration.ofSeconds(10)); // … and this process is stopped before its answer is heard
        sender.tick();
        engine.tick();
        berlin().answer(13, RTT.toNanos());
        berlin().answer(14, RTT.toNanos());
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(20));
        assertEquals(List.of(), firstReport().details());
        assertTrue(listener.changes().stream().noneMatch(s -> s.health() == Health.DOWN));
    }

    @Test
    void saysThatTheClockWasStepped() {
        link.script("berlin", Script.silent());
        start(probe);
        clock.stepWall(Duration.ofHours(-1));
        run(Duration.ofMillis(100));
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(61));
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.CLOCK_STEPPED.reason(), 1)),
                firstReport().details());
    }

    @Test
    void aNameThatIsNotResolvedHarmsOnlyItsOwnProbeAndIsOurOwnFailure() {
        start(named());
        run(Duration.ofSeconds(33));
        Report report = firstReport();
        assertEquals(0, report.counts().sent());
        assertEquals(
                SendResult.NAME_UNRESOLVED.reason(), report.details().get(0).reason());
        assertEquals(Optional.empty(), report.destination());
        assertEquals(LifecycleState.ERROR, status().state());
        assertEquals("berlin.example cannot be resolved: Name or service not known", status().reason());
    }

    @Test
    void keepsGoingToTheLastGoodAddressWhileItsNameFailsAndSaysSo() {
        service.answers("berlin.example", "203.0.113.1");
        start(named());
        run(Duration.ofSeconds(12));
        service.fails("berlin.example");
        run(Duration.ofSeconds(30));
        assertEquals(Health.HEALTHY, status().health());
        assertEquals(LifecycleState.ACTIVE, status().state());
        assertEquals("berlin.example cannot be resolved: Name or service not known", status().reason());
    }

    @Test
    void goesToTheAddressThatItsNameHasNow() {
        service.answers("berlin.example", "203.0.113.1");
        start(named());
        run(Duration.ofMillis(28_500));
        assertEquals(Health.HEALTHY, status().health());
        ScriptedChannel old = berlin();
        link.script("berlin", Script.silent());
        service.answers("berlin.example", "192.0.2.1");
        run(Duration.ofMillis(1_200)); // one packet is on its way when the name is asked for again
        link.script("berlin", Script.answered(RTT));
        run(Duration.ofSeconds(3));
        assertTrue(old.isClosed());
        assertNotSame(old, berlin());
        Report report = firstReport();
        assertEquals(Optional.of(ROUTER), report.destination());
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.ADDRESS_CHANGED.reason(), 1)),
                report.details());
        assertEquals(Health.HEALTHY, report.health());
    }

    @Test
    void triesAnotherFlowAfterConsecutiveLossesAndGivesItTime() {
        link.script("berlin", Script.silent());
        start(probe);
        run(Duration.ofMillis(4_500)); // packets 0 to 2 are lost at 2.25, 3.25 and 4.25 s
        assertEquals(1, berlin().flowChanges());
        run(Duration.ofMillis(4_500));
        assertEquals(1, berlin().flowChanges());
        run(Duration.ofSeconds(1)); // 2 x 2 s + 1 s after the first change
        assertEquals(2, berlin().flowChanges());
    }

    @Test
    void changesNoFlowWhileOurOwnSideFails() {
        start(probe);
        link.script("berlin", Script.notSent(SendResult.NO_ROUTE));
        run(Duration.ofSeconds(30));
        assertEquals(0, berlin().flowChanges());
    }

    @Test
    void raisesNoAlarmWhenThresholdsAreEditedAndKeepsItsWindow() {
        start(probe);
        run(Duration.ofSeconds(15));
        ScriptedChannel before = berlin();
        Thresholds other = Thresholds.DEFAULT;
        want(
                probe.judgedBy(new Thresholds(
                        other.minSamples(),
                        7,
                        other.upAfter(),
                        other.loss(),
                        other.rtt(),
                        other.raiseAfter(),
                        other.clearAfter())),
                Map.of());
        run(Duration.ofSeconds(16));
        assertSame(before, berlin());
        assertEquals(30, firstReport().counts().answered());
        assertEquals(7, status().probe().thresholds().downAfter());
        assertTrue(listener.changes().stream()
                .dropWhile(s -> s.health() != Health.HEALTHY)
                .allMatch(s -> s.health() == Health.HEALTHY));
    }
}
