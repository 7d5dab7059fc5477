package org.gatewatch.link.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.gatewatch.link.CapturedPacket;

/** A packet of the "any" device behind its LINUX_SLL2 header (DLT 276). One object for all packets; capture thread only. */
final class Sll2Packet implements CapturedPacket {
    /** Protocol 2, reserved 2, interface index 4, ARPHRD type 2, packet type 1, address length 1, address 8 bytes. */
    static final int HEADER_BYTES = 20;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int INTERFACE_INDEX_OFFSET = 4;
    private static final int PACKET_TYPE_OFFSET = 10;
    private static final int OUTGOING = 4;

    private byte[] bytes = new byte[HEADER_BYTES];
    private long stampNanos;

    /**
     * Looks at another packet.
     *
     * @return whether there is an IP packet in it; if not, nothing else may be asked
     */
    boolean wrap(byte[] captured, long capturedNanos) {
        if (captured.length <= HEADER_BYTES) {
            return false;
        }
        bytes = captured;
        stampNanos = capturedNanos;
        int protocol = (captured[0] & 0xff) << 8 | (captured[1] & 0xff);
        return protocol == 0x0800 || protocol == 0x86dd;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int offset() {
        return HEADER_BYTES;
    }

    @Override
    public int length() {
        return bytes.length - HEADER_BYTES;
    }

    @Override
    public int interfaceIndex() {
        return (int) INT.get(bytes, INTERFACE_INDEX_OFFSET);
    }

    @Override
    public boolean outgoing() {
        return bytes[PACKET_TYPE_OFFSET] == OUTGOING;
    }

    @Override
    public long stampNanos() {
        return stampNanos;
    }
}
