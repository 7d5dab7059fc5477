package org.gatewatch.probe.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes what a network would send back for a bare IP packet. */
final class Packets {
    private Packets() {}

    /** The reply to an echo request, as the destination's kernel makes it. */
    static byte[] reply(byte[] request) {
        byte[] reply = request.clone();
        boolean four = four(request);
        swapAddresses(reply);
        reply[icmp(reply)] = (byte) (four ? 0 : 129);
        return withChecksum(reply);
    }

    /** An ICMP error about a request. */
    static byte[] error(byte[] request, int type, int code, String sender, int quotedBytes)
            throws UnknownHostException {
        byte[] from = InetAddress.getByName(sender).getAddress();
        int ipBytes = icmp(request);
        ByteBuffer error = ByteBuffer.allocate(ipBytes + 8 + quotedBytes);
        error.put(request, 0, ipBytes);
        error.put(ipBytes, (byte) type).put(ipBytes + 1, (byte) code);
        error.put(ipBytes + 8, request, 0, quotedBytes);
        byte[] bytes = error.array();
        if (four(request)) {
            error.putShort(2, (short) bytes.length);
            System.arraycopy(request, 12, bytes, 16, 4);
            System.arraycopy(from, 0, bytes, 12, 4);
        } else {
            error.putShort(4, (short) (bytes.length - 40));
            System.arraycopy(request, 8, bytes, 24, 16);
            System.arraycopy(from, 0, bytes, 8, 16);
        }
        return withChecksum(bytes);
    }

    static byte[] withByte(byte[] packet, int offset, int value) {
        byte[] changed = packet.clone();
        changed[offset] = (byte) value;
        return withChecksum(changed);
    }

    static int icmp(byte[] packet) {
        return four(packet) ? 20 : 40;
    }

    static byte[] withChecksum(byte[] packet) {
        int icmp = icmp(packet);
        packet[icmp + 2] = 0;
        packet[icmp + 3] = 0;
        long sum = InternetChecksum.add(0, packet, icmp, packet.length - icmp);
        if (!four(packet)) {
            sum = InternetChecksum.add(sum + 58 + packet.length - icmp, packet, 8, 32);
        }
        int checksum = InternetChecksum.fold(sum);
        packet[icmp + 2] = (byte) (checksum >> 8);
        packet[icmp + 3] = (byte) checksum;
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
