package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeChannel;
import org.gatewatch.api.probe.SampleListener;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.LinkHeader;
import org.gatewatch.link.Way;
import org.junit.jupiter.api.Test;

/** The hot path allocates nothing: at 10,000 targets garbage would become pauses. */
final class AllocationTest {
    private static final int ROUNDS = 10_000;
    /** What measuring itself may cost; one object a packet would be 160,000 bytes and more. */
    private static final long NOISE_BYTES = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ScriptedLink link = new ScriptedLink();
    private final IcmpTransport transport = new IcmpTransport(new Wire(link));
    private byte[] lastFrame = new byte[0];

    private ProbeChannel open(SampleListener listener) throws UnknownHostException {
        Way way = new Way(3, "tun0", 1500, InetAddress.getByName("198.51.100.2"), LinkHeader.NONE);
        link.route = ScriptedLink.route(Optional.of(way), frame -> {
            lastFrame = frame;
            return SendResult.SENT;
        });
        return transport.open(
                Probe.to("p", InetAddress.getByName("203.0.113.1")), InetAddress.getByName("203.0.113.1"), listener);
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
    void sendsWithoutAllocating() throws UnknownHostException {
        ProbeChannel channel = open(new Fates());
        assertAllocatesNothing(number -> channel.send(number));
    }

    @Test
    void matchesWithoutAllocating() throws UnknownHostException {
        Counter counter = new Counter();
        ProbeChannel channel = open(counter);
        channel.send(0);
        byte[] request = lastFrame.clone();
        byte[] reply = Packets.reply(request);
        ScriptedPacket out = new ScriptedPacket(request, true);
        ScriptedPacket in = new ScriptedPacket(reply, false);
        assertAllocatesNothing(number -> {
            out.at(2 * number);
            in.at(2 * number + 1);
            link.receivers.get(0).received(out);
            link.receivers.get(0).received(in);
        });
        assertTrue(counter.answers >= ROUNDS, "answers were not recognised");
    }

    private static final class Counter implements SampleListener {
        private int answers;

        @Override
        public void answered(long sequence, long rttNanos) {
            answers++;
        }

        @Override
        public void refused(long sequence, long rttNanos) {}

        @Override
        public void unreachable(long sequence, IcmpError error) {}

        @Override
        public void unstamped(long sequence) {}
    }
}
