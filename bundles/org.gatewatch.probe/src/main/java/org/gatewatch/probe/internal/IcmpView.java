package org.gatewatch.probe.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Looks at an IP packet that carries ICMP, without copying it. One object for many packets; one thread. */
final class IcmpView {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int PROTOCOL_ICMP = 1;
    private static final int PROTOCOL_ICMPV6 = 58;

    private byte[] bytes = new byte[0];
    private int addresses;
    private int addressBytes;
    private int icmp;
    private int icmpBytes;
    private int captured;

    /**
     * Looks at another packet.
     *
     * @param offset where its IP header starts
     * @param length how much of it is there
     * @return whether it carries the ICMP of its IP version from its first byte on; if not, nothing else may be asked
     */
    boolean wrap(byte[] packet, int offset, int length) {
        bytes = packet;
        int version = length > 0 ? packet[offset] >> 4 & 0xf : 0;
        boolean understood = version == 4 ? wrapIpv4(offset, length) : version == 6 && wrapIpv6(offset, length);
        return understood && has(8);
    }

    private boolean wrapIpv4(int offset, int length) {
        if (length < 20 || bytes[offset + 9] != PROTOCOL_ICMP || (uint16At(offset + 6) & 0x1fff) != 0) {
            return false;
        }
        int headerBytes = (bytes[offset] & 0xf) << 2;
        int totalBytes = uint16At(offset + 2);
        boolean moreFragments = (uint16At(offset + 6) & 0x2000) != 0;
        addresses = offset + 12;
        addressBytes = 4;
        icmp = offset + headerBytes;
        icmpBytes = moreFragments ? Integer.MAX_VALUE : totalBytes - headerBytes;
        captured = Math.min(totalBytes, length) - headerBytes;
        return headerBytes >= 20;
    }

    private boolean wrapIpv6(int offset, int length) {
        if (length < 40 || bytes[offset + 6] != PROTOCOL_ICMPV6) {
            return false;
        }
        addresses = offset + 8;
        addressBytes = 16;
        icmp = offset + 40;
        icmpBytes = uint16At(offset + 4);
        captured = Math.min(icmpBytes, length - 40);
        return true;
    }

    boolean ipv4() {
        return addressBytes == 4;
    }

    /** Whether that many bytes of the ICMP message are there. */
    boolean has(int wantedBytes) {
        return captured >= wantedBytes;
    }

    int uint8(int offset) {
        return bytes[icmp + offset] & 0xff;
    }

    int uint16(int offset) {
        return uint16At(icmp + offset);
    }

    long int64(int offset) {
        return (long) LONG.get(bytes, icmp + offset);
    }

    /** Looks at the packet that this ICMP error quotes. */
    boolean quoted(IcmpView inner) {
        return inner.wrap(bytes, icmp + 8, captured - 8);
    }

    boolean sourceIs(byte[] address) {
        return addressIs(addresses, address);
    }

    boolean destinationIs(byte[] address) {
        return addressIs(addresses + addressBytes, address);
    }

    InetAddress source() {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, addresses, addresses + addressBytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are always an address", e);
        }
    }

    /**
     * Whether the checksum is right. A capture sees packets before anybody looked at it. What was not captured as a whole
     * cannot be checked and counts as right.
     */
    boolean intact() {
        if (captured < icmpBytes) {
            return true;
        }
        long sum = ipv4() ? 0 : InternetChecksum.add(PROTOCOL_ICMPV6 + icmpBytes, bytes, addresses, 32);
        return InternetChecksum.fold(InternetChecksum.add(sum, bytes, icmp, icmpBytes)) == 0;
    }

    private boolean addressIs(int offset, byte[] address) {
        return address.length == addressBytes
                && Arrays.equals(bytes, offset, offset + addressBytes, address, 0, addressBytes);
    }

    private int uint16At(int offset) {
        return (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
    }
}
