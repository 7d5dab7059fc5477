package org.gatewatch.link.internal.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A network interface.
 *
 * @param flags IFF_…
 * @param hardwareType ARPHRD_…
 * @param mac its link address, empty when it has none
 */
public record Device(int index, String name, int flags, int hardwareType, int mtuBytes, Mac mac) {
    private static final int ARPHRD_ETHER = 1;
    private static final int ARPHRD_TUNNEL = 768;
    private static final int ARPHRD_TUNNEL6 = 769;
    private static final int ARPHRD_RAWIP = 519;
    private static final int ARPHRD_NONE = 0xfffe;

    private static final int UP = 0x1;
    private static final int POINT_TO_POINT = 0x10;
    private static final int RUNNING = 0x40;
    private static final int NO_ARP = 0x80;
    private static final int FIXED_BYTES = 16;
    private static final int ADDRESS = 1;
    private static final int NAME = 3;
    private static final int MTU = 4;

    static Device of(NetlinkMessage message) {
        return new Device(
                message.int32(4),
                message.attribute(FIXED_BYTES, NAME).map(Device::text).orElse("?"),
                message.int32(8),
                message.uint16(2),
                message.number(FIXED_BYTES, MTU).orElse(0),
                message.attribute(FIXED_BYTES, ADDRESS).map(Mac::of).orElse(Mac.NONE));
    }

    /** Up and with carrier: without carrier the kernel takes packets and throws them away without a word. */
    public boolean running() {
        return (flags & (UP | RUNNING)) == (UP | RUNNING);
    }

    public boolean usesNeighbours() {
        return framing() == Framing.ETHERNET && (flags & NO_ARP) == 0;
    }

    public Framing framing() {
        return switch (hardwareType) {
            case ARPHRD_NONE, ARPHRD_TUNNEL, ARPHRD_TUNNEL6, ARPHRD_RAWIP -> Framing.BARE;
            case ARPHRD_ETHER -> Framing.ETHERNET;
            default -> (flags & (POINT_TO_POINT | NO_ARP)) != 0 ? Framing.KERNEL : Framing.UNKNOWN;
        };
    }

    private static String text(ByteBuffer content) {
        return new String(NetlinkMessage.bytes(content), StandardCharsets.US_ASCII).replace("\0", "");
    }

    /** Who puts what in front of an IP packet. */
    public enum Framing {
        /** We do: an Ethernet header. */
        ETHERNET,
        /** Nobody does. */
        BARE,
        /** The kernel does: PPP, GRE and others that have one far end. */
        KERNEL,
        /** Nobody can: InfiniBand and other shared media that are not Ethernet. */
        UNKNOWN
    }
}
