package org.gatewatch.probe.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gatewatch.link.Way;

/**
 * The frame of one echo request, made once for a way; each packet changes only its numbers and its checksum. Used by
 * one sender at a time.
 *
 * <p>The echo data are a nonce (8 bytes), the whole sample number (8 bytes) and filler: the ICMP sequence has 16 bits
 * only, and whoever cannot see our packets cannot guess a nonce.
 */
final class EchoFrame {
    static final int NONCE_OFFSET = 8;
    static final int NUMBER_OFFSET = 16;

    static final int ICMP_ECHO_REQUEST = 8;
    static final int ICMPV6_ECHO_REQUEST = 128;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int ICMP_HEADER_BYTES = 8;
    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;
    private static final int HOP_LIMIT = 64;

    private final byte[] frame;
    private final int icmp;
    /** Over all that the ICMP checksum covers, with sequence and number zero. */
    private final long constantSum;

    /**
     * Makes the frame.
     *
     * @param destination 4 or 16 bytes, of the way's address family
     * @param identifier the ICMP identifier, 16 bits
     * @param dataBytes bytes of echo data, at least 16
     */
    EchoFrame(Way way, byte[] destination, int identifier, long nonce, int dataBytes) {
        boolean four = destination.length == 4;
        int ipBytes = four ? IPV4_HEADER_BYTES : IPV6_HEADER_BYTES;
        int icmpBytes = ICMP_HEADER_BYTES + dataBytes;
        icmp = way.header().length() + ipBytes;
        frame = new byte[icmp + icmpBytes];
        way.header().writeTo(frame);
        byte[] source = way.source().getAddress();
        if (four) {
            putIpv4Header(source, destination, icmpBytes);
        } else {
            putIpv6Header(source, destination, icmpBytes);
        }
        putEcho(four, identifier, nonce, dataBytes);
        long sum = four ? 0 : pseudoHeader(source, destination, icmpBytes);
        constantSum = InternetChecksum.add(sum, frame, icmp, icmpBytes);
    }

    /** The frame for one sample; the same array every time. */
    byte[] numbered(long number) {
        int sequence = (int) number & 0xffff;
        putShort(icmp + 6, sequence);
        LONG.set(frame, icmp + NUMBER_OFFSET, number);
        putShort(icmp + 2, InternetChecksum.fold(InternetChecksum.addLong(constantSum + sequence, number)));
        return frame;
    }

    /** RFC 791. Do-not-fragment, because a probe measures the path for its size, and so the identification may be 0. */
    private void putIpv4Header(byte[] source, byte[] destination, int payloadBytes) {
        int start = icmp - IPV4_HEADER_BYTES;
        ByteBuffer.wrap(frame, start, IPV4_HEADER_BYTES)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (IPV4_HEADER_BYTES + payloadBytes))
                .putShort((short) 0)
                .putShort((short) 0x4000)
                .put((byte) HOP_LIMIT)
                .put((byte) PROTOCOL_ICMP)
                .putShort((short) 0)
                .put(source)
                .put(destination);
        putShort(start + 10, InternetChecksum.fold(InternetChecksum.add(0, frame, start, IPV4_HEADER_BYTES)));
    }

    /** RFC 8200. */
    private void putIpv6Header(byte[] source, byte[] destination, int payloadBytes) {
        ByteBuffer.wrap(frame, icmp - IPV6_HEADER_BYTES, IPV6_HEADER_BYTES)
                .putInt(0x60000000)
                .putShort((short) payloadBytes)
                .put((byte) PROTOCOL_ICMPV6)
                .put((byte) HOP_LIMIT)
                .put(source)
                .put(destination);
    }

    private void putEcho(boolean four, int identifier, long nonce, int dataBytes) {
        ByteBuffer echo = ByteBuffer.wrap(frame, icmp, ICMP_HEADER_BYTES + dataBytes)
                .put((byte) (four ? ICMP_ECHO_REQUEST : ICMPV6_ECHO_REQUEST))
                .put((byte) 0)
                .putShort((short) 0)
                .putShort((short) identifier)
                .putShort((short) 0)
                .putLong(nonce)
                .putLong(0);
        for (int i = 2 * Long.BYTES; i < dataBytes; i++) {
            echo.put((byte) i);
        }
    }

    /** RFC 8200 section 8.1. */
    private static long pseudoHeader(byte[] source, byte[] destination, int payloadBytes) {
        long sum = InternetChecksum.add(PROTOCOL_ICMPV6 + payloadBytes, source, 0, source.length);
        return InternetChecksum.add(sum, destination, 0, destination.length);
    }

    private void putShort(int offset, int value) {
        frame[offset] = (byte) (value >> 8);
        frame[offset + 1] = (byte) value;
    }
}
