package org.gatewatch.link;

import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of a frame before its IP packet: 14 on Ethernet, none on a TUN device. Immutable. */
public final class LinkHeader {
    /** For devices that carry bare IP packets. */
    public static final LinkHeader NONE = new LinkHeader(new byte[0]);

    private final byte[] bytes;

    private LinkHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * An Ethernet II header.
     *
     * @param destinationMac 6 bytes
     * @param sourceMac 6 bytes
     * @param etherType for example 0x0800
     */
    public static LinkHeader ethernet(byte[] destinationMac, byte[] sourceMac, int etherType) {
        byte[] bytes = new byte[14];
        System.arraycopy(destinationMac, 0, bytes, 0, 6);
        System.arraycopy(sourceMac, 0, bytes, 6, 6);
        bytes[12] = (byte) (etherType >> 8);
        bytes[13] = (byte) etherType;
        return new LinkHeader(bytes);
    }

    /** Number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** Puts the header at the start of a frame. */
    public void writeTo(byte[] frame) {
        System.arraycopy(bytes, 0, frame, 0, bytes.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkHeader that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal, for logs. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
