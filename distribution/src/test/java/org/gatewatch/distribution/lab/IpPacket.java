package org.gatewatch.distribution.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** An IPv4 or IPv6 packet as captured: perhaps cut off, perhaps a fragment. */
final class IpPacket {
    static final int ICMP = 1;
    static final int ICMPV6 = 58;
    private static final int FRAGMENT = 44;
    private static final int FRAGMENT_HEADER_BYTES = 8;
    private static final int IPV6_HEADER_BYTES = 40;

    private final ByteBuffer bytes;
    private final boolean isV6;
    private final int bytesOnTheWire;
    private final int protocol;
    private final int payload;
    private final int fragmentOffset;
    private final boolean isFragment;

    /** @param bytes from the IP header on, big endian */
    IpPacket(ByteBuffer bytes) {
        this.bytes = bytes;
        isV6 = bytes.get(0) >> 4 == 6;
        if (isV6) {
            bytesOnTheWire = IPV6_HEADER_BYTES + Short.toUnsignedInt(bytes.getShort(4));
            boolean hasFragmentHeader = bytes.get(6) == FRAGMENT;
            protocol = bytes.get(hasFragmentHeader ? IPV6_HEADER_BYTES : 6);
            payload = IPV6_HEADER_BYTES + (hasFragmentHeader ? FRAGMENT_HEADER_BYTES : 0);
            int field = hasFragmentHeader ? Short.toUnsignedInt(bytes.getShort(IPV6_HEADER_BYTES + 2)) : 0;
            fragmentOffset = field & 0xfff8;
            isFragment = hasFragmentHeader;
        } else {
            bytesOnTheWire = Short.toUnsignedInt(bytes.getShort(2));
            protocol = bytes.get(9);
            payload = (bytes.get(0) & 0xf) * 4;
            int field = Short.toUnsignedInt(bytes.getShort(6));
            fragmentOffset = (field & 0x1fff) * 8;
            isFragment = (field & 0x3fff) != 0;
        }
    }

    int bytesOnTheWire() {
        return bytesOnTheWire;
    }

    InetAddress source() {
        return address(isV6 ? 8 : 12);
    }

    InetAddress destination() {
        return address(isV6 ? 24 : 16);
    }

    /** Whether it is ICMP of its family, and begins with the ICMP header. */
    boolean beginsIcmp() {
        return protocol == (isV6 ? ICMPV6 : ICMP) && fragmentOffset == 0;
    }

    /** Type of an ICMP message. */
    int icmpType() {
        return Byte.toUnsignedInt(bytes.get(payload));
    }

    /** The first two bytes behind the checksum of an ICMP message: an echo's identifier. */
    int identifier() {
        return Short.toUnsignedInt(bytes.getShort(payload + 4));
    }

    /** Identifier and sequence number of an echo. */
    int identifierAndSequence() {
        return bytes.getInt(payload + 4);
    }

    /** Whether the ICMP checksum is right, as far as can be seen: of a packet that was cut off or fragmented it is. */
    boolean isIntact() {
        if (isFragment || bytes.limit() < bytesOnTheWire) {
            return true;
        }
        long sum = isV6 ? sum(8, IPV6_HEADER_BYTES) + ICMPV6 + bytesOnTheWire - payload : 0;
        sum += sum(payload, bytesOnTheWire);
        sum = (sum & 0xffff) + (sum >> 16);
        return ((sum & 0xffff) + (sum >> 16)) == 0xffff;
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += (long) Byte.toUnsignedInt(bytes.get(i)) << ((i - from) % 2 == 0 ? 8 : 0);
        }
        return sum;
    }

    private InetAddress address(int at) {
        var address = new byte[isV6 ? 16 : 4];
        bytes.get(at, address);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
