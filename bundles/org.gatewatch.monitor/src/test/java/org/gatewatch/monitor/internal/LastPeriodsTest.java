package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine that ends tells of what it was measuring. */
final class LastPeriodsTest {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 10, () -> {});
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Notifier notifier = new Notifier();
    private final Engine engine = new Engine(
            clock, events, new EngineTotals(), sender, transports, notifier, new ScriptedNameService().asked(clock));
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void connect() {
        engine.welcome(notifier.subscribe(listener, "gatewatch-listener-test"));
    }

    private void run(Script script, Duration time, String... probes) {
        transports.add(new ScriptedTransport(script), 0);
        engine.desired(new DesiredState(
                List.of(),
                List.of(new Monitor(
                        "offices",
                        PERIOD,
                        Map.of(),
                        Arrays.stream(probes).map(LastPeriodsTest::probe).toList(),
                        Quorum.DEFAULT))));
        engine.tick();
        for (Duration left = time; left.toNanos() > 0; left = left.minus(STEP)) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    private static Probe probe(String name) {
        try {
            return Probe.to(name, InetAddress.getByName("203.0.113.1"))
                    .every(Duration.ofSeconds(1), Duration.ofSeconds(2));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void end() {
        engine.end();
        notifier.close();
    }

    private Report cut() {
        assertEquals(1, listener.cuts().size());
        return listener.cuts().get(0);
    }

    @Test
    void tellsWhatThereIsOfThePeriodThatRuns() {
        run(Script.answered(Duration.ofMillis(20)), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(ManualClock.START, cut().periodStart());
        assertEquals(10, cut().counts().answered());
    }

    @Test
    void publishesNoHalfPeriod() {
        run(Script.answered(Duration.ofMillis(20)), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(List.of(), listener.reports());
    }

    @Test
    void showsNoHalfPeriod() {
        run(Script.answered(Duration.ofMillis(20)), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(Optional.empty(), engine.roster().all().iterator().next().lastReport());
    }

    @Test
    void publishesAPeriodThatIsOverAndWaitedForItsLastSample() {
        run(Script.silent(), PERIOD.plusMillis(500), "berlin");
        end();
        assertEquals(1, listener.reports().size());
        assertTrue(listener.reports().get(0).counts().voided() > 0);
    }

    @Test
    void countsWhatIsOnItsWayAsNeitherAnsweredNorLost() {
        run(Script.silent(), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(
                Optional.of(new OutcomeDetail(
                        Outcome.VOID,
                        Cause.GATEWAY,
                        "Gatewatch was stopped while it was on its way",
                        cut().counts().voided(),
                        Optional.empty())),
                cut().details().stream()
                        .filter(detail -> detail.outcome() == Outcome.VOID)
                        .findFirst());
    }

    @Test
    void tellsOfEachProbe() {
        run(Script.answered(Duration.ofMillis(20)), Duration.ofSeconds(10), "berlin", "paris");
        end();
        assertEquals(2, listener.cuts().size());
    }

    @Test
    void saysNothingOfAPeriodInWhichNothingWasSent() {
        run(Script.answered(Duration.ofMillis(20)), Duration.ZERO, "berlin");
        end();
        assertEquals(List.of(), listener.cuts());
    }
}
