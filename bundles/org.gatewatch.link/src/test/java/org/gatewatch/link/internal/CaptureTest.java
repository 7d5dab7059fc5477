package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.link.CapturedPacket;
import org.gatewatch.link.PacketReceiver;
import org.junit.jupiter.api.Test;

final class CaptureTest {
    private static final byte[] PACKET =
            HexFormat.of().parseHex("0800" + "0000" + "00000003" + "0001" + "00" + "06" + "0200000000010000" + "4500");
    private static final long STAMP = 1_700_000_000_123_456_789L;

    private final Capture capture = new Capture(LinkConfig.MIN_BUFFER_KIB << 10);
    private final AtomicInteger heard = new AtomicInteger();
    private final PacketReceiver receiver = packet -> heard.incrementAndGet();

    @Test
    void handsEachPacketToEveryReceiver() {
        capture.add(receiver);
        capture.add(packet -> heard.addAndGet(10));
        capture.handOut(PACKET, STAMP);
        assertEquals(11, heard.get());
    }

    @Test
    void forgetsAReceiver() {
        capture.add(receiver);
        capture.remove(receiver);
        capture.handOut(PACKET, STAMP);
        assertEquals(0, heard.get());
    }

    @Test
    void handsOutNothingThatIsNotIp() {
        capture.add(receiver);
        byte[] arp = PACKET.clone();
        arp[1] = 6;
        capture.handOut(arp, STAMP);
        assertEquals(0, heard.get());
    }

    @Test
    void isNotRunningBeforeItsDeviceIsOpen() {
        assertFalse(capture.running());
        assertEquals(0, capture.packetsMissed());
    }

    @Test
    void allocatesNothingForAPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        capture.add(CapturedPacket::interfaceIndex);
        handOut(50_000); // what the interpreter allocates is none of ours
        long before = threads.getCurrentThreadAllocatedBytes();
        handOut(100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 10_000, allocated + " bytes for 100,000 packets");
    }

    private void handOut(int times) {
        for (int i = 0; i < times; i++) {
            capture.handOut(PACKET, STAMP);
        }
    }
}
