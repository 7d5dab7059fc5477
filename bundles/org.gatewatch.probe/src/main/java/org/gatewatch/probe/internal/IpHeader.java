package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Protocol;
import org.gatewatch.link.Way;

/** Writes what stands in front of a message, as RFC 791 and RFC 8200 say: the one place that knows. Immutable. */
final class IpHeader {
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_BYTES = 40;
    private static final int FRAGMENT_BYTES = 8;
    private static final int LEAST_IPV4_MTU = 68;
    private static final int LEAST_IPV6_MTU = 1280;
    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;

    private final Way way;
    private final Packet packet;
    private final byte[] source;
    private final byte[] destination;
    private final int protocol;

    IpHeader(Way way, InetAddress destination, Packet packet) {
        this.way = way;
        this.packet = packet;
        source = way.source().getAddress();
        this.destination = destination.getAddress();
        protocol = packet.protocol() == Protocol.TCP ? IpView.TCP : ipv4() ? IpView.ICMP : IpView.ICMPV6;
    }

    boolean ipv4() {
        return destination.length == 4;
    }

    boolean mayBeFragmented() {
        return !packet.dontFragment();
    }

    /** What every link takes: RFC 791 section 3.2, RFC 8200 section 5. */
    static int leastMtuBytes(boolean ipv4) {
        return ipv4 ? LEAST_IPV4_MTU : LEAST_IPV6_MTU;
    }

    int bytes(boolean fragmented) {
        return ipv4() ? IPV4_BYTES : fragmented ? IPV6_BYTES + FRAGMENT_BYTES : IPV6_BYTES;
    }

    /** What the message's checksum covers beside the message: RFC 9293 section 3.1, RFC 8200 section 8.1. */
    long pseudoHeaderSum(int messageBytes) {
        if (protocol == IpView.ICMP) {
            return 0;
        }
        long sum = InternetChecksum.add(protocol + messageBytes, source, 0, source.length);
        return InternetChecksum.add(sum, destination, 0, destination.length);
    }

    /**
     * A frame that carries a part of a message.
     *
     * @param from first byte of the part; a multiple of 8
     * @param bytes length of the part; unless it is the last one, a multiple of 8
     */
    Frame frame(byte[] message, int from, int bytes) {
        boolean whole = bytes == message.length;
        boolean more = from + bytes < message.length;
        int ip = way.header().length();
        int start = ip + bytes(!whole);
        byte[] frame = new byte[start + bytes];
        way.header().writeTo(frame);
        ByteBuffer header = ByteBuffer.wrap(frame, ip, frame.length - ip);
        if (ipv4()) {
            putIpv4(header, from, more);
        } else {
            putIpv6(header, whole);
            if (!whole) {
                putFragment(header, from, more);
            }
        }
        System.arraycopy(message, from, frame, start, bytes);
        return new Frame(frame, ip, start);
    }

    private void putIpv4(ByteBuffer header, int from, boolean more) {
        int flags = mayBeFragmented() ? more ? MORE_FRAGMENTS : 0 : DONT_FRAGMENT;
        header.put((byte) 0x45)
                .put((byte) (packet.dscp() << 2))
                .putShort((short) (header.remaining() + 2))
                .putShort((short) 0)
                .putShort((short) (flags | from >> 3))
                .put((byte) packet.ttl())
                .put((byte) protocol)
                .putShort((short) 0)
                .put(source)
                .put(destination);
    }

    private void putIpv6(ByteBuffer header, boolean whole) {
        header.putInt(6 << 28 | packet.dscp() << 22)
                .putShort((short) (header.remaining() - IPV6_BYTES + 4))
                .put((byte) (whole ? protocol : IpView.IPV6_FRAGMENT))
                .put((byte) packet.ttl())
                .put(source)
                .put(destination);
    }

    /** RFC 8200 section 4.5. */
    private void putFragment(ByteBuffer header, int from, boolean more) {
        header.put((byte) protocol).put((byte) 0).putShort((short) (from | (more ? 1 : 0)));
    }
}
