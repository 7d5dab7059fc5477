package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes what a network would send back for a bare IP packet. */
final class Packets {
    private Packets() {}

    /** The reply to an echo request, as the destination's kernel makes it. */
    static byte[] reply(byte[] request) {
        byte[] reply = request.clone();
        swapAddresses(reply);
        reply[icmp(reply)] = (byte) (four(request) ? 0 : 129);
        return withChecksum(reply);
    }

    /**
     * The answer to a SYN, without options.
     *
     * @param acknowledged bytes of payload that it acknowledges beside the SYN
     */
    static byte[] answer(byte[] syn, int flags, int acknowledged) {
        int start = icmp(syn);
        byte[] answer = Arrays.copyOf(syn, start + 20);
        swapAddresses(answer);
        ByteBuffer tcp = ByteBuffer.wrap(answer);
        tcp.putShort(start, (short) BigEndian.uint16(syn, start + 2));
        tcp.putShort(start + 2, (short) BigEndian.uint16(syn, start));
        tcp.putInt(start + 4, 0x1234_5678);
        tcp.putInt(start + 8, BigEndian.int32(syn, start + 4) + 1 + acknowledged);
        answer[start + 12] = 5 << 4;
        answer[start + 13] = (byte) flags;
        return withChecksum(withLength(answer));
    }

    /** An ICMP error about a request. */
    static byte[] error(byte[] request, int type, int code, String sender, int quotedBytes)
            throws UnknownHostException {
        byte[] from = InetAddress.getByName(sender).getAddress();
        int ipBytes = four(request) ? 20 : 40;
        ByteBuffer error = ByteBuffer.allocate(ipBytes + 8 + quotedBytes);
        error.put(request, 0, ipBytes);
        error.put(ipBytes, (byte) type).put(ipBytes + 1, (byte) code);
        error.put(ipBytes + 8, request, 0, quotedBytes);
        byte[] bytes = error.array();
        if (four(request)) {
            bytes[6] = 0;
            bytes[7] = 0;
            bytes[9] = 1;
            System.arraycopy(request, 12, bytes, 16, 4);
            System.arraycopy(from, 0, bytes, 12, 4);
        } else {
            bytes[6] = 58;
            System.arraycopy(request, 8, bytes, 24, 16);
            System.arraycopy(from, 0, bytes, 8, 16);
        }
        return withChecksum(withLength(bytes));
    }

    /** "Fragmentation needed" or "packet too big", telling what would pass. */
    static byte[] tooBig(byte[] request, String sender, int quotedBytes, int mtuBytes) throws UnknownHostException {
        boolean four = four(request);
        byte[] error = error(request, four ? 3 : 2, four ? 4 : 0, sender, quotedBytes);
        BigEndian.putInt32(error, (four ? 20 : 40) + 4, mtuBytes);
        return withChecksum(error);
    }

    static byte[] withByte(byte[] packet, int offset, int value) {
        byte[] changed = packet.clone();
        changed[offset] = (byte) value;
        return withChecksum(changed);
    }

    /** What was one packet, for the destination's kernel. */
    static byte[] joined(List<byte[]> fragments) {
        byte[] first = fragments.get(0);
        boolean four = four(first);
        int header = four ? 20 : 48;
        int bytes = fragments.stream().mapToInt(part -> part.length - header).sum();
        byte[] whole = Arrays.copyOf(first, (four ? 20 : 40) + bytes);
        for (byte[] part : fragments) {
            int from = four ? (BigEndian.uint16(part, 6) & 0x1fff) << 3 : BigEndian.uint16(part, 42) & 0xfff8;
            System.arraycopy(part, header, whole, (four ? 20 : 40) + from, part.length - header);
        }
        if (four) {
            BigEndian.putInt16(whole, 6, 0);
        } else {
            whole[6] = first[40];
        }
        return withHeaderChecksum(withLength(whole));
    }

    /** What a kernel makes of a packet that is too big for its interface. */
    static List<byte[]> fragments(byte[] packet, int mtuBytes, int identification) {
        boolean four = four(packet);
        int ip = four ? 20 : 40;
        int header = four ? 20 : 48;
        int part = (mtuBytes - header) & ~7;
        List<byte[]> fragments = new ArrayList<>();
        for (int from = 0; from < packet.length - ip; from += part) {
            int bytes = Math.min(part, packet.length - ip - from);
            boolean more = from + bytes < packet.length - ip;
            byte[] fragment = Arrays.copyOf(packet, header + bytes);
            if (four) {
                BigEndian.putInt16(fragment, 4, identification);
                BigEndian.putInt16(fragment, 6, from >> 3 | (more ? 0x2000 : 0));
            } else {
                fragment[40] = packet[6];
                fragment[41] = 0;
                fragment[6] = 44;
                BigEndian.putInt16(fragment, 42, from | (more ? 1 : 0));
                BigEndian.putInt32(fragment, 44, identification);
            }
            System.arraycopy(packet, ip + from, fragment, header, bytes);
            fragments.add(withHeaderChecksum(withLength(fragment)));
        }
        return fragments;
    }

    /** Where the payload of IP starts, in a packet that is no fragment. */
    static int icmp(byte[] packet) {
        return four(packet) ? 20 : 40;
    }

    static byte[] withChecksum(byte[] packet) {
        int start = icmp(packet);
        int protocol = four(packet) ? packet[9] : packet[6];
        int at = start + (protocol == 6 ? 16 : 2);
        BigEndian.putInt16(packet, at, 0);
        int bytes = packet.length - start;
        long sum = InternetChecksum.add(0, packet, start, bytes);
        if (protocol != 1) {
            sum = InternetChecksum.add(sum + protocol + bytes, packet, four(packet) ? 12 : 8, four(packet) ? 8 : 32);
        }
        BigEndian.putInt16(packet, at, InternetChecksum.fold(sum));
        return withHeaderChecksum(packet);
    }

    static byte[] withHeaderChecksum(byte[] packet) {
        if (four(packet)) {
            BigEndian.putInt16(packet, 10, 0);
            BigEndian.putInt16(packet, 10, InternetChecksum.fold(InternetChecksum.add(0, packet, 0, 20)));
        }
        return packet;
    }

    private static byte[] withLength(byte[] packet) {
        BigEndian.putInt16(packet, four(packet) ? 2 : 4, four(packet) ? packet.length : packet.length - 40);
        return packet;
    }

    private static void swapAddresses(byte[] packet) {
        int start = four(packet) ? 12 : 8;
        int length = four(packet) ? 4 : 16;
        byte[] source = Arrays.copyOfRange(packet, start, start + length);
        System.arraycopy(packet, start + length, packet, start, length);
        System.arraycopy(source, 0, packet, start + length, length);
    }

    private static boolean four(byte[] packet) {
        return packet[0] >> 4 == 4;
    }
}
