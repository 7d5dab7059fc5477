package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheduler alone: it sleeps exactly as long as it says. */
final class SenderTest {
    private static final long MILLI = 1_000_000L;

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 20, () -> {});
    private final EngineTotals totals = new EngineTotals();
    private final Sender sender = new Sender(clock, () -> {});
    /** When each packet left. */
    private final List<Long> sentAt = new ArrayList<>();

    private int wakes;

    private void add(int probes, Duration interval) {
        var transport = new ScriptedTransport(sequence -> {
            sentAt.add(clock.nanoTime());
            return new Script.Fate.NotSent(SendResult.SENT);
        });
        for (int i = 0; i < probes; i++) {
            var probe = Probe.to("p", InetAddress.getLoopbackAddress()).every(interval, Duration.ofSeconds(2));
            var one = new ProbeSender(probe, events, totals);
            one.use(Optional.of(transport), Optional.of(InetAddress.getLoopbackAddress()));
            sender.add(one);
        }
    }

    private void run(Duration time) {
        long end = clock.nanoTime() + time.toNanos();
        while (clock.nanoTime() < end) {
            clock.advance(Duration.ofNanos(sender.tick()));
            wakes++;
        }
    }

    private long largestBurst() {
        return sentAt.stream()
                .distinct()
                .mapToLong(at -> Collections.frequency(sentAt, at))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest(name = "every {0} ms")
    @ValueSource(longs = {10, 100, 130, 370, 1_000, 5_000})
    void sendsTheFirstPacketWithinOneIntervalAndOneSecond(long intervalMillis) {
        clock.advance(Duration.ofMillis(7)); // off every grid
        add(10, Duration.ofMillis(intervalMillis));
        run(Duration.ofMillis(Math.min(1_000, intervalMillis)));
        assertEquals(10, totals.sent());
    }

    @Test
    void sendsEveryPacketAtItsPaceAndNoneLate() {
        add(1000, Duration.ofMillis(370));
        run(Duration.ofSeconds(20));
        assertTrue(totals.sent() > 53_000, () -> totals.sent() + " sent"); // 54 each, and those begun
        assertEquals(0, totals.late());
    }

    @Test
    void wakesOnlyFiveTimesASecondForAHundredProbes() {
        add(100, Duration.ofSeconds(1));
        run(Duration.ofSeconds(10));
        assertTrue(wakes <= 10 * 5 + 5, () -> wakes + " wakes");
        assertTrue(largestBurst() <= 21, () -> largestBurst() + " packets at once");
    }

    @Test
    void pacesSendsSoThatNoWakeSendsABurst() {
        add(10_000, Duration.ofSeconds(1));
        run(Duration.ofSeconds(2));
        sentAt.removeIf(at -> at < 1_000 * MILLI);
        assertEquals(10_000, sentAt.size());
        assertTrue(largestBurst() <= 110, () -> largestBurst() + " packets at once");
    }

    @Test
    void keepsPacketsOfAShortIntervalApart() {
        add(1, Duration.ofMillis(10));
        run(Duration.ofSeconds(2));
        for (int i = 1; i < sentAt.size(); i++) {
            assertEquals(10 * MILLI, sentAt.get(i) - sentAt.get(i - 1));
        }
    }

    @Test
    void makesUpForNothingAfterThisHostStoodStillAndCountsWhatWasDue() {
        add(10, Duration.ofSeconds(1));
        run(Duration.ofSeconds(2));
        long before = totals.sent();
        clock.advance(Duration.ofSeconds(10));
        run(Duration.ofSeconds(1));
        assertEquals(before + 10, totals.sent());
        assertEquals(10, totals.late());
    }

    @Test
    void sendsNoBurstAfterThisHostStoodStill() {
        add(10_000, Duration.ofSeconds(1));
        run(Duration.ofSeconds(2));
        clock.advance(Duration.ofSeconds(1));
        long before = totals.sent();
        sender.tick();
        assertTrue(totals.sent() - before < 1_200, () -> totals.sent() - before + " at once");
    }

    @Test
    void sendsWhatIsDueOnceAnHourSoonAfterThisHostStoodStill() {
        add(1, Duration.ofHours(1));
        run(Duration.ofSeconds(2));
        clock.advance(Duration.ofHours(1));
        run(Duration.ofSeconds(2));
        assertEquals(2, totals.sent());
    }

    @Test
    void forgetsARemovedProbe() {
        var probe = new ProbeSender(Probe.to("p", InetAddress.getLoopbackAddress()), events, totals);
        sender.add(probe);
        sender.remove(probe);
        run(Duration.ofSeconds(5));
        assertEquals(0, totals.notSent());
    }
}
