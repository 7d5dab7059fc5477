package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.BERLIN;
import static org.gatewatch.monitor.internal.Bench.SOON;
import static org.gatewatch.monitor.internal.Bench.STEP;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
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
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bug that one probe runs into harms only that one. */
final class FaultsTest {
    private static final ProbeId PARIS = new ProbeId("offices", "paris");

    @RegisterExtension
    final Bench bench = new Bench();

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

    private void start(ProbeTransport transport, Probe... probes) {
        bench.transports.add(transport, 0);
        bench.listen();
        bench.engine.desired(desired(probes));
        bench.run(STEP);
    }

    /** An event that cannot be taken. */
    private void breakBerlin() {
        bench.link.channel("berlin").unreachable(0, null);
    }

    @Test
    void anEventThatCannotBeTakenStopsItsProbeOnly() {
        start(bench.link, probe("berlin"), probe("paris"));
        bench.run(Duration.ofSeconds(12));
        breakBerlin();
        bench.run(STEP);
        assertEquals(LifecycleState.ERROR, bench.status().state());
        assertEquals(Health.UNKNOWN, bench.status().health());
        assertEquals(Health.HEALTHY, bench.status(PARIS).health());
        bench.run(Duration.ofSeconds(13));
        assertEquals(Health.HEALTHY, bench.status().health());
    }

    @Test
    void answersAreBelievedAgainAfterARoundWithAStepAndAFault() {
        start(bench.link, probe("berlin"), probe("paris"));
        bench.run(Duration.ofSeconds(12));
        bench.clock.stepWall(Duration.ofHours(1));
        breakBerlin();
        bench.run(Duration.ofSeconds(60));
        assertEquals(Health.HEALTHY, bench.status(PARIS).health());
    }

    @Test
    void aFaultThatStaysIsTriedLessAndLessOften() {
        var faulty = new Faulty();
        start(faulty, probe("berlin"));
        bench.run(Duration.ofSeconds(62));
        assertEquals(6, faulty.opened.size()); // at 0, 1, 3, 7, 15 and 31 s
        bench.run(Duration.ofMinutes(10));
        assertTrue(faulty.opened.size() <= 6 + 11, () -> faulty.opened.size() + " starts");
    }

    @Test
    void aProbeThatFailsIsRemovedWhileItWaits() {
        start(new Faulty(), probe("berlin"));
        bench.run(Duration.ofSeconds(5));
        bench.engine.desired(DesiredState.EMPTY);
        bench.run(Duration.ofSeconds(60));
        assertEquals(List.of(), bench.engine.roster().all());
        bench.listener.awaitRemoval(SOON, BERLIN);
    }

    @Test
    void aProbeThatFailsGoesOnToWaitWhenOnlyItsTagsChange() {
        var faulty = new Faulty();
        start(faulty, probe("berlin"));
        bench.run(Duration.ofSeconds(8));
        int before = faulty.opened.size();
        bench.engine.desired(desired(Map.of("team", "lan"), probe("berlin")));
        bench.run(Duration.ofSeconds(1));
        assertEquals(before, faulty.opened.size());
    }

    @Test
    void theSchedulerGoesOnAfterAFaultOfAChannel() {
        var faulty = new Faulty();
        var one = new ProbeSender(probe("p"), bench.events, bench.totals);
        one.use(Optional.of(faulty), Optional.of(InetAddress.getLoopbackAddress()));
        bench.sender.add(one);
        schedule(Duration.ofSeconds(3));
        faulty.repaired = true;
        schedule(Duration.ofSeconds(3));
        assertTrue(bench.totals.sent() >= 2, () -> bench.totals.sent() + " sent");
    }

    /** The scheduler alone. */
    private void schedule(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
            bench.clock.advance(STEP);
            bench.sender.tick();
        }
    }
}
