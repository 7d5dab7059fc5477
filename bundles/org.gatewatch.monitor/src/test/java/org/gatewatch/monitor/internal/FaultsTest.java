package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bug that one probe runs into harms only that one. */
final class FaultsTest {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration RTT = Duration.ofMillis(20);
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final ProbeId PARIS = new ProbeId("offices", "paris");

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

    /** Its channels fail when they are asked for their way, until it is repaired. */
    private static final class Faulty implements ProbeTransport {
        final List<String> opened = new ArrayList<>();
        boolean repaired;

        @Override
        public Protocol protocol() {
            return Protocol.ICMP;
        }

        @Override
        public ProbeChannel open(Probe probe, InetAddress destination, SampleListener answers) {
            opened.add(probe.name());
            return new ProbeChannel() {
                @Override
                public SendResult send(long sequence) {
                    return SendResult.SENT;
                }

                @Override
                public Optional<Egress> egress() {
                    if (!repaired) {
                        throw new IllegalStateException("a transport's bug");
                    }
                    return Optional.empty();
                }

                @Override
                public void changeFlow() {
                    // no other to change to
                }

                @Override
                public void close() {
                    throw new IllegalStateException("another one");
                }
            };
        }

        @Override
        public long packetsMissed() {
            return 0;
        }
    }

    @AfterEach
    void stop() {
        subscription.close();
    }

    private static Probe probe(String name) {
        return Probe.to(name, InetAddress.getLoopbackAddress()).every(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static DesiredState desired(Map<String, String> tags, Probe... probes) {
        return new DesiredState(
                List.of(),
                List.of(new Monitor("offices", Duration.ofSeconds(30), tags, List.of(probes), Quorum.DEFAULT)));
    }

    private void start(ProbeTransport transport, Probe... probes) {
        transports.add(transport, 0);
        engine.welcome(subscription);
        engine.desired(desired(Map.of(), probes));
        run(STEP);
    }

    private void run(Duration time) {
        for (Duration left = time; left.toNanos() > 0; left = left.minus(STEP)) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    private ProbeStatus status(ProbeId id) {
        return engine.roster().all().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** An event that cannot be taken. */
    private void breakBerlin() {
        link.channel("berlin").unreachable(0, null);
    }

    @Test
    void anEventThatCannotBeTakenStopsItsProbeOnly() {
        start(link, probe("berlin"), probe("paris"));
        run(Duration.ofSeconds(12));
        breakBerlin();
        run(STEP);
        assertEquals(LifecycleState.ERROR, status(BERLIN).state());
        assertEquals(Health.UNKNOWN, status(BERLIN).health());
        assertEquals(Health.HEALTHY, status(PARIS).health());
        run(Duration.ofSeconds(13));
        assertEquals(Health.HEALTHY, status(BERLIN).health());
    }

    @Test
    void answersAreBelievedAgainAfterARoundWithAStepAndAFault() {
        start(link, probe("berlin"), probe("paris"));
        run(Duration.ofSeconds(12));
        clock.stepWall(Duration.ofHours(1));
        breakBerlin();
        run(Duration.ofSeconds(60));
        assertEquals(Health.HEALTHY, status(PARIS).health());
    }

    @Test
    void aFaultThatStaysIsTriedLessAndLessOften() {
        var faulty = new Faulty();
        start(faulty, probe("berlin"));
        run(Duration.ofSeconds(62));
        assertEquals(6, faulty.opened.size()); // at 0, 1, 3, 7, 15 and 31 s
        run(Duration.ofMinutes(10));
        assertTrue(faulty.opened.size() <= 6 + 11, () -> faulty.opened.size() + " starts");
    }

    @Test
    void aProbeThatFailsIsRemovedWhileItWaits() {
        start(new Faulty(), probe("berlin"));
        run(Duration.ofSeconds(5));
        engine.desired(desired(Map.of()));
        run(Duration.ofSeconds(60));
        assertEquals(List.of(), engine.roster().all());
        listener.awaitRemoval(Duration.ofSeconds(10), BERLIN);
    }

    @Test
    void aProbeThatFailsGoesOnToWaitWhenOnlyItsTagsChange() {
        var faulty = new Faulty();
        start(faulty, probe("berlin"));
        run(Duration.ofSeconds(8));
        int before = faulty.opened.size();
        engine.desired(desired(Map.of("team", "lan"), probe("berlin")));
        run(Duration.ofSeconds(1));
        assertEquals(before, faulty.opened.size());
    }

    @Test
    void theSchedulerGoesOnAfterAFaultOfAChannel() {
        var faulty = new Faulty();
        var one = new ProbeSender(probe("p"), events, totals);
        one.use(Optional.of(faulty), Optional.of(InetAddress.getLoopbackAddress()));
        sender.add(one);
        for (int i = 0; i < 300; i++) {
            clock.advance(STEP);
            sender.tick();
        }
        faulty.repaired = true;
        for (int i = 0; i < 300; i++) {
            clock.advance(STEP);
            sender.tick();
        }
        assertTrue(totals.sent() >= 2, () -> totals.sent() + " sent");
    }
}
