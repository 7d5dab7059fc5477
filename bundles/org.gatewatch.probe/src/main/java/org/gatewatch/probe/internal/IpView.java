package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Looks at a captured IP packet (RFC 791, RFC 8200) without copying it; offsets count from the first byte of what IP
 * carries. One object for many packets; one thread.
 */
final class IpView {
    static final int ICMP = 1;
    static final int TCP = 6;
    static final int IPV6_FRAGMENT = 44;
    static final int ICMPV6 = 58;
    /** Half of an {@link Channels.Address}: what no IPv6 host's address starts with. */
    static final long IPV4_HIGH = -1;

    private static final int LEAST_MESSAGE_BYTES = 8;

    private byte[] bytes = new byte[0];
    private int start;
    private boolean ipv4;
    private int protocol;
    private int message;
    private int messageBytes;
    private int captured;
    private int identification;
    private int fragmentOffset;
    private boolean moreFragments;
    /** What IP carries came in fragments and was summed up as they came. */
    private boolean joined;

    private long joinedSum;

    /**
     * Looks at another packet.
     *
     * @param offset where its IP header starts
     * @param length how much of it is there
     * @return whether it is IP that we understand; if not, nothing else may be asked
     */
    boolean wrap(byte[] packet, int offset, int length) {
        bytes = packet;
        start = offset;
        joined = false;
        int version = length > 0 ? packet[offset] >> 4 & 0xf : 0;
        return version == 4 ? wrapIpv4(length) : version == 6 && wrapIpv6(length);
    }

    /**
     * Looks at a packet that came in fragments.
     *
     * @param head what was copied of its first fragment
     * @param length how many bytes that is
     * @param wholeBytes how many bytes IP carried in all fragments
     * @param wholeSum their sum
     */
    boolean wrapWhole(byte[] head, int length, int wholeBytes, long wholeSum) {
        boolean understood = wrap(head, 0, length);
        moreFragments = false;
        messageBytes = wholeBytes;
        joined = true;
        joinedSum = wholeSum;
        return understood;
    }

    private boolean wrapIpv4(int length) {
        if (length < 20) {
            return false;
        }
        int headerBytes = (bytes[start] & 0xf) << 2;
        int fragment = BigEndian.uint16(bytes, start + 6);
        ipv4 = true;
        protocol = bytes[start + 9] & 0xff;
        identification = BigEndian.uint16(bytes, start + 4);
        fragmentOffset = (fragment & 0x1fff) << 3;
        moreFragments = (fragment & 0x2000) != 0;
        message(headerBytes, BigEndian.uint16(bytes, start + 2) - headerBytes, length);
        return headerBytes >= 20 && captured >= 0;
    }

    private boolean wrapIpv6(int length) {
        if (length < 40) {
            return false;
        }
        ipv4 = false;
        protocol = bytes[start + 6] & 0xff;
        fragmentOffset = 0;
        moreFragments = false;
        int payloadBytes = BigEndian.uint16(bytes, start + 4);
        message(40, payloadBytes, length);
        if (protocol == IPV6_FRAGMENT) {
            return length >= 48 && payloadBytes >= 8 && wrapIpv6Fragment(length) && sourceHigh() != IPV4_HIGH;
        }
        return sourceHigh() != IPV4_HIGH;
    }

    /** RFC 8200 section 4.5. */
    private boolean wrapIpv6Fragment(int length) {
        int fragment = BigEndian.uint16(bytes, start + 42);
        protocol = bytes[start + 40] & 0xff;
        identification = BigEndian.int32(bytes, start + 44);
        fragmentOffset = fragment & 0xfff8;
        moreFragments = (fragment & 1) != 0;
        message(48, messageBytes - 8, length);
        return true;
    }

    private void message(int headerBytes, int carriedBytes, int length) {
        message = start + headerBytes;
        messageBytes = carriedBytes;
        captured = Math.min(carriedBytes, length - headerBytes);
    }

    /** Looks at the packet that this ICMP error quotes; false when none is quoted that we could have sent. */
    boolean quoted(IpView inner) {
        return inner.wrap(bytes, message + 8, captured - 8) && inner.fragmentOffset == 0 && inner.hasHeader();
    }

    boolean ipv4() {
        return ipv4;
    }

    int protocol() {
        return protocol;
    }

    boolean isFragment() {
        return moreFragments || fragmentOffset != 0;
    }

    int fragmentOffset() {
        return fragmentOffset;
    }

    boolean moreFragments() {
        return moreFragments;
    }

    int identification() {
        return identification;
    }

    /** How many bytes IP carries, captured or not. */
    int messageBytes() {
        return messageBytes;
    }

    /** Whether that many of them were captured. */
    boolean has(int wantedBytes) {
        return captured >= wantedBytes;
    }

    /** Whether there is what every ICMP message and every quote has. */
    boolean hasHeader() {
        return has(LEAST_MESSAGE_BYTES);
    }

    int uint8(int offset) {
        return bytes[message + offset] & 0xff;
    }

    int uint16(int offset) {
        return BigEndian.uint16(bytes, message + offset);
    }

    int int32(int offset) {
        return BigEndian.int32(bytes, message + offset);
    }

    long int64(int offset) {
        return BigEndian.int64(bytes, message + offset);
    }

    long sourceHigh() {
        return ipv4 ? IPV4_HIGH : BigEndian.int64(bytes, start + 8);
    }

    long sourceLow() {
        return ipv4 ? BigEndian.int32(bytes, start + 12) : BigEndian.int64(bytes, start + 16);
    }

    long destinationHigh() {
        return ipv4 ? IPV4_HIGH : BigEndian.int64(bytes, start + 24);
    }

    long destinationLow() {
        return ipv4 ? BigEndian.int32(bytes, start + 16) : BigEndian.int64(bytes, start + 32);
    }

    InetAddress source() {
        try {
            int from = start + (ipv4 ? 12 : 8);
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + (ipv4 ? 4 : 16)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are always an address", e);
        }
    }

    /**
     * Whether all is there and the checksums are right: a capture sees packets before anybody looked at them. What IP
     * promises beyond the packet's end is damage, too.
     */
    boolean intact() {
        if (!intactHeader() || (!joined && !has(messageBytes))) {
            return false;
        }
        long pseudo = pseudoHeaderSum();
        return InternetChecksum.fold(pseudo + carriedSum()) == 0 || (protocol == TCP && leftToHardware(pseudo));
    }

    /** Whether IP's own checksum is right; IPv6 has none. */
    boolean intactHeader() {
        return !ipv4 || InternetChecksum.fold(InternetChecksum.add(0, bytes, start, message - start)) == 0;
    }

    /** Of all that IP carries, which must be there as a whole. */
    long carriedSum() {
        return joined ? joinedSum : InternetChecksum.add(0, bytes, message, messageBytes);
    }

    private long pseudoHeaderSum() {
        if (protocol == ICMP) {
            return 0;
        }
        return InternetChecksum.add(protocol + messageBytes, bytes, start + (ipv4 ? 12 : 8), ipv4 ? 8 : 32);
    }

    /** Between namespaces and virtual machines of one host nobody completes it: Linux's CHECKSUM_PARTIAL. */
    private boolean leftToHardware(long pseudoHeaderSum) {
        return has(18) && uint16(16) == (~InternetChecksum.fold(pseudoHeaderSum) & 0xffff);
    }

    /**
     * Copies the headers and what was captured behind them.
     *
     * @param target takes as much as fits
     * @return how many bytes were copied
     */
    int copyTo(byte[] target) {
        int length = Math.min(target.length, message - start + captured);
        System.arraycopy(bytes, start, target, 0, length);
        return length;
    }
}
