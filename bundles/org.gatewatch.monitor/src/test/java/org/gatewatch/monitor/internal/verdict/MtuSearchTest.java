package org.gatewatch.monitor.internal.verdict;

import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;

/** A path that swallows large packets without a word is found out, and one that is dead is left alone. */
final class MtuSearchTest {
    private static final InetAddress PEER = address("203.0.113.1");
    private static final InetAddress PEER6 = address("2001:db8::1");
    private static final Duration RTT = Duration.ofMillis(20);
    private static final Duration ROUND = Duration.ofMillis(100);
    /** Needs no samples before the first verdict. */
    private static final Thresholds AT_ONCE =
            new Thresholds(1, 3, 3, Thresholds.DEFAULT.loss(), Optional.empty(), Duration.ZERO, Duration.ZERO);

    private final ManualClock clock = new ManualClock();
    private final List<ScriptedChannel> channels = new ArrayList<>();
    private final MtuSearches searches = new MtuSearches(clock, this::open);
    private final RateLimits limits = new RateLimits(clock);
    /** The largest {@code packetSize} that passes. */
    private int passes = 1400;

    /** Packets that fit are answered, the others vanish. */
    private Optional<ProbeChannel> open(Probe probe, InetAddress destination, SampleListener listener) {
        boolean fits = probe.packet().sizeBytes() <= passes;
        var transport = new ScriptedTransport(fits ? Script.answered(RTT) : Script.silent());
        var channel = transport.open(probe, destination, listener);
        channels.add(channel);
        return Optional.of(channel);
    }

    private static Probe probe(Packet packet) {
        return Probe.to("p", PEER).sending(packet).judgedBy(AT_ONCE);
    }

    private static Probe echo(int size) {
        return probe(Packet.ECHO.sized(size).fragmented(false));
    }

    private Verdict verdict(Probe probe, InetAddress destination) {
        var verdict = new Verdict(probe, new Trials(limits, searches), nanos -> {});
        verdict.aimAt(destination);
        return verdict;
    }

    private void lose(Verdict verdict, int samples) {
        for (int i = 0; i < samples; i++) {
            verdict.decided(Outcome.LOST, Cause.UNKNOWN, 0, clock.nanoTime());
        }
    }

    private void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= ROUND.toNanos()) {
            clock.advance(ROUND);
            searches.advance();
        }
    }

    private int packets() {
        return channels.stream().mapToInt(channel -> channel.sent().size()).sum();
    }

    @Test
    void findsTheLargestPacketThatPasses() {
        var verdict = verdict(echo(1472), PEER);
        lose(verdict, 3);
        assertEquals(Cause.UNKNOWN, verdict.cause());
        run(Duration.ofSeconds(10));
        assertEquals(Health.DOWN, verdict.health());
        assertEquals(Cause.MTU, verdict.cause());
        assertEquals(Cause.MTU, verdict.causeOfSilence());
        assertEquals(OptionalInt.of(1428), verdict.pathMtu());
    }

    @Test
    void findsEverySizeExactly() {
        for (passes = 56; passes < 200; passes++) {
            var verdict = verdict(echo(200), PEER);
            lose(verdict, 3);
            run(Duration.ofSeconds(10));
            assertEquals(OptionalInt.of(passes + 28), verdict.pathMtu());
            verdict.stop();
        }
    }

    @Test
    void addsTheHeadersThatAreSent() {
        var echo6 = verdict(echo(1472), PEER6);
        var syn = verdict(probe(Packet.syn(443).sized(1472).fragmented(false)), PEER);
        var syn6 = verdict(probe(Packet.syn(443).sized(1472).fragmented(false)), PEER6);
        List.of(echo6, syn, syn6).forEach(verdict -> lose(verdict, 3));
        run(Duration.ofSeconds(10));
        assertEquals(OptionalInt.of(1448), echo6.pathMtu());
        assertEquals(OptionalInt.of(1444), syn.pathMtu());
        assertEquals(OptionalInt.of(1464), syn6.pathMtu());
    }

    @Test
    void doesNotBlameTheSizeWhenNothingPasses() {
        passes = 0;
        var verdict = verdict(echo(1472), PEER);
        lose(verdict, 3);
        run(Duration.ofSeconds(10));
        assertEquals(Cause.UNKNOWN, verdict.cause());
        assertEquals(2, packets());
    }

    @Test
    void searchesNotForPacketsThatMayBeFragmented() {
        lose(verdict(probe(Packet.ECHO.sized(1472)), PEER), 3);
        run(Duration.ofSeconds(10));
        assertEquals(0, packets());
    }

    @Test
    void searchesNotForTheSmallestPackets() {
        lose(verdict(echo(56), PEER), 3);
        run(Duration.ofSeconds(10));
        assertEquals(0, packets());
    }

    @Test
    void searchesOnceInFiveMinutesWhileItLasts() {
        passes = 0;
        var verdict = verdict(echo(1472), PEER);
        for (int second = 0; second < 290; second++) {
            lose(verdict, 1);
            run(Duration.ofSeconds(1));
        }
        assertEquals(2, packets());
        for (int second = 0; second < 20; second++) {
            lose(verdict, 1);
            run(Duration.ofSeconds(1));
        }
        assertEquals(4, packets());
    }

    @Test
    void forgetsThePathMtuWhenItsOwnPacketsPass() {
        var verdict = verdict(echo(1472), PEER);
        lose(verdict, 3);
        run(Duration.ofSeconds(10));
        verdict.decided(Outcome.ANSWERED, Cause.UNKNOWN, RTT.toNanos(), clock.nanoTime());
        assertEquals(OptionalInt.empty(), verdict.pathMtu());
    }

    @Test
    void breaksOffWhenItsOwnPacketsPass() {
        passes = 0;
        var verdict = verdict(echo(1472), PEER);
        lose(verdict, 3);
        run(Duration.ofMillis(500));
        verdict.decided(Outcome.ANSWERED, Cause.UNKNOWN, RTT.toNanos(), clock.nanoTime());
        assertTrue(channels.get(0).isClosed());
    }

    @Test
    void takesARoutersWordForThePathMtu() {
        var verdict = verdict(echo(1472), PEER);
        var error = new IcmpError(3, 4, address("198.51.100.1"), OptionalInt.of(1400));
        Cause where = verdict.heard(error);
        for (int i = 0; i < 3; i++) {
            verdict.decided(Outcome.UNREACHABLE, where, 0, clock.nanoTime());
        }
        run(Duration.ofSeconds(10));
        assertEquals(Cause.MTU, verdict.cause());
        assertEquals(OptionalInt.of(1400), verdict.pathMtu());
        assertEquals(0, packets());
    }

    @Test
    void closesEveryChannelThatItOpened() {
        lose(verdict(echo(8500), PEER), 3);
        run(Duration.ofSeconds(20));
        assertTrue(channels.size() > 10);
        assertTrue(channels.stream().allMatch(ScriptedChannel::isClosed));
    }

    @Test
    void addsLittleToASilentNetwork() {
        passes = 0;
        for (int i = 0; i < 10_000; i++) {
            lose(verdict(echo(1472), address("10.0." + i / 250 + "." + (1 + i % 250))), 3);
        }
        run(Duration.ofSeconds(100));
        assertTrue(packets() <= 2 * 8 * 51, () -> packets() + " packets in 100 s");
        assertTrue(packets() >= 2 * 8 * 45, () -> packets() + " packets in 100 s");
    }

    @Test
    void waitsForTheWayOfANewChannel() {
        var transport = new ScriptedTransport(Script.notSent(SendResult.NO_ROUTE));
        var slow = new MtuSearches(clock, (probe, to, listener) -> Optional.of(transport.open(probe, to, listener)));
        var verdict = new Verdict(echo(1472), new Trials(limits, slow), nanos -> {});
        verdict.aimAt(PEER);
        lose(verdict, 3);
        slow.advance();
        transport.script("p", Script.answered(RTT));
        for (int i = 0; i < 100; i++) {
            clock.advance(ROUND);
            slow.advance();
        }
        assertEquals(OptionalInt.of(1499), verdict.pathMtu()); // all that is smaller than the probe's own
    }
}
