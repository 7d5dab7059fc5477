package org.gatewatch.link.internal.route;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Frames that ask all of a segment who has an address: ARP (RFC 826) and neighbour solicitation (RFC 4861, 4.3). */
final class Solicitation {
    private static final int ETHERNET_BYTES = 14;
    private static final int IPV6_BYTES = 40;
    private static final int SOLICITATION_BYTES = 32;
    private static final int ICMPV6 = 58;
    private static final int CHECKSUM_OFFSET = 2;

    private Solicitation() {}

    /**
     * A frame that asks for an address.
     *
     * @param asker the link address that the answer goes to, 6 bytes
     * @param from an address of this host, of the same family as the wanted one
     */
    static byte[] frame(byte[] asker, InetAddress from, InetAddress wanted) {
        return wanted.getAddress().length == 4
                ? arp(asker, from.getAddress(), wanted.getAddress())
                : neighbourSolicitation(asker, from.getAddress(), wanted.getAddress());
    }

    private static byte[] arp(byte[] asker, byte[] from, byte[] wanted) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_BYTES + 28);
        frame.putInt(-1).putShort((short) -1).put(asker).putShort((short) 0x0806);
        int ethernet = 1;
        int request = 1;
        frame.putShort((short) ethernet).putShort((short) 0x0800);
        frame.put((byte) asker.length).put((byte) wanted.length).putShort((short) request);
        return frame.put(asker)
                .put(from)
                .put(new byte[asker.length])
                .put(wanted)
                .array();
    }

    private static byte[] neighbourSolicitation(byte[] asker, byte[] from, byte[] wanted) {
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_BYTES + IPV6_BYTES + SOLICITATION_BYTES);
        // to the solicited-node group ff02::1:ff00:0/104, which only neighbours with the same last 3 bytes listen to
        frame.putShort((short) 0x3333)
                .put((byte) 0xff)
                .put(wanted, 13, 3)
                .put(asker)
                .putShort((short) 0x86dd);
        int hopLimit = 255; // proves that it comes from the segment itself
        frame.putInt(6 << 28)
                .putShort((short) SOLICITATION_BYTES)
                .put((byte) ICMPV6)
                .put((byte) hopLimit);
        frame.put(from)
                .putShort((short) 0xff02)
                .putLong(0)
                .putShort((short) 1)
                .put((byte) 0xff)
                .put(wanted, 13, 3);
        int message = frame.position();
        frame.put((byte) 135).put((byte) 0).putShort((short) 0).putInt(0).put(wanted);
        frame.put((byte) 1).put((byte) 1).put(asker); // option: source link address, in units of 8 bytes
        frame.putShort(message + CHECKSUM_OFFSET, checksum(frame, message));
        return frame.array();
    }

    /** Over both addresses, length, protocol and message (RFC 8200, 8.1). */
    private static short checksum(ByteBuffer frame, int message) {
        int sum = SOLICITATION_BYTES + ICMPV6;
        for (int i = message - 32; i < frame.capacity(); i += Short.BYTES) {
            sum += Short.toUnsignedInt(frame.getShort(i));
        }
        sum = (sum >>> 16) + (sum & 0xffff);
        return (short) ~((sum >>> 16) + sum);
    }
}
