package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing: at 10,000 targets garbage would become pauses. */
final class AllocationTest {
    private static final int ROUNDS = 10_000;
    /** What measuring itself may cost; one object a packet would be 160,000 bytes and more. */
    private static final long NOISE_BYTES = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Counter counter = new Counter();
    private Wire wire;
    private ProbeChannel channel;
    /** What the last packet left as. */
    private final byte[][] frames = new byte[16][];

    private int frameCount;

    /** Opens a probe on a wire that keeps the frames without copying them. */
    private void open(Packet packet, boolean four) throws UnknownHostException {
        ScriptedLink link = new ScriptedLink();
        link.route =
                ScriptedLink.route(Optional.of(Probing.way(four ? Probing.SOURCE : Probing.SOURCE_V6, 1500)), frame -> {
                    frames[frameCount++] = frame;
                    return SendResult.SENT;
                });
        wire = new Wire(link);
        InetAddress destination = InetAddress.getByName(four ? Probing.DESTINATION : Probing.DESTINATION_V6);
        channel = wire.open(Probe.to("p", destination).sending(packet), destination, counter);
    }

    private void send(long number) {
        frameCount = 0;
        channel.send(number);
    }

    /** The frames of sample 0 as captured packets. */
    private List<ScriptedPacket> request() {
        send(0);
        return Stream.of(frames)
                .limit(frameCount)
                .map(f -> new ScriptedPacket(f.clone(), true))
                .toList();
    }

    private byte[] joined() {
        return Packets.joined(Stream.of(frames).limit(frameCount).toList());
    }

    private static List<ScriptedPacket> incoming(List<byte[]> packets) {
        return packets.stream().map(packet -> new ScriptedPacket(packet, false)).toList();
    }

    /** Again and again the same packets, ten seconds apart, so that fragments are those of a new packet. */
    private void assertMatchesWithoutAllocating(List<ScriptedPacket> requests, List<ScriptedPacket> replies) {
        ScriptedPacket[] packets =
                Stream.concat(requests.stream(), replies.stream()).toArray(ScriptedPacket[]::new);
        assertAllocatesNothing(round -> {
            for (int i = 0; i < packets.length; i++) {
                wire.received(packets[i].at(10_000_000_000L * round + i));
            }
        });
        assertTrue(counter.calls >= ROUNDS, "answers were not recognised: " + counter.calls);
    }

    private void assertAllocatesNothing(LongConsumer step) {
        long now = 0;
        for (int i = 0; i < ROUNDS; i++) {
            step.accept(now++);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            step.accept(now++);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < NOISE_BYTES, bytes + " bytes for " + ROUNDS + " packets");
    }

    @Test
    void sendsEchoesWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO, true);
        assertAllocatesNothing(this::send);
    }

    @Test
    void sendsSynsWithoutAllocating() throws UnknownHostException {
        open(Packet.syn(443), true);
        assertAllocatesNothing(this::send);
    }

    @Test
    void sendsFragmentsWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO.sized(8500), true);
        assertAllocatesNothing(this::send);
    }

    @Test
    void sendsIpv6FragmentsWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO.sized(8500), false);
        assertAllocatesNothing(this::send);
    }

    @Test
    void matchesEchoesWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO, true);
        assertMatchesWithoutAllocating(request(), incoming(List.of(Packets.reply(frames[0]))));
    }

    @Test
    void matchesIpv6EchoesWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO, false);
        assertMatchesWithoutAllocating(request(), incoming(List.of(Packets.reply(frames[0]))));
    }

    @Test
    void matchesResetsWithoutAllocating() throws UnknownHostException {
        open(Packet.syn(443), true);
        byte[] noMatch = Packets.answer(request().get(0).bytes(), SynExchange.RST | SynExchange.ACK, 7);
        List<ScriptedPacket> requests = request();
        byte[] reset = Packets.answer(frames[0], SynExchange.RST | SynExchange.ACK, 56);
        List<ScriptedPacket> replies = incoming(List.of(noMatch, reset));
        AtomicLong nanos = new AtomicLong(); // a second answer after 200 ms would be a repetition
        assertAllocatesNothing(round -> {
            wire.received(requests.get(0).at(nanos.incrementAndGet()));
            wire.received(replies.get(0).at(nanos.incrementAndGet()));
            wire.received(replies.get(1).at(nanos.incrementAndGet()));
        });
        assertTrue(counter.calls >= ROUNDS, "answers were not recognised: " + counter.calls);
    }

    @Test
    void resetsHalfOpenConnectionsWithoutAllocating() throws UnknownHostException {
        open(Packet.syn(443), true);
        ScriptedPacket request = request().get(0);
        ScriptedPacket answer = incoming(List.of(Packets.answer(frames[0], SynExchange.SYN | SynExchange.ACK, 0)))
                .get(0);
        wire.received(request.at(0));
        AtomicLong resets = new AtomicLong();
        assertAllocatesNothing(round -> {
            wire.received(answer.at(1_000_000_000L * round));
            send(1);
            resets.addAndGet(frameCount - 1L);
        });
        assertTrue(resets.get() >= ROUNDS, "hardly any resets: " + resets);
    }

    @Test
    void matchesFragmentsWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO.sized(8500), true);
        List<ScriptedPacket> requests = request();
        List<byte[]> replies = Packets.fragments(Packets.reply(joined()), 1500, 9);
        assertMatchesWithoutAllocating(requests, incoming(replies));
    }

    @Test
    void matchesIpv6FragmentsWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO.sized(8500), false);
        List<ScriptedPacket> requests = request();
        List<byte[]> replies = Packets.fragments(Packets.reply(joined()), 1500, 9);
        assertMatchesWithoutAllocating(requests, incoming(replies));
    }

    @Test
    void readsARowOfErrorsWithoutAllocating() throws UnknownHostException {
        open(Packet.ECHO, true);
        List<ScriptedPacket> requests = request();
        byte[] error = Packets.error(frames[0], 3, 1, "198.51.100.1", 84);
        assertMatchesWithoutAllocating(requests, incoming(List.of(error)));
    }

    private static final class Counter implements SampleListener {
        private int calls;

        @Override
        public void answered(long sequence, long rttNanos) {
            calls++;
        }

        @Override
        public void refused(long sequence, long rttNanos) {
            calls++;
        }

        @Override
        public void unreachable(long sequence, IcmpError error) {
            calls++;
        }

        @Override
        public void unstamped(long sequence) {}
    }
}
