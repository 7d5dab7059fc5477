package org.gatewatch.probe.internal;

/**
 * The checksum of RFC 1071. Sums are kept unfolded in a {@code long}, so that a sum over the constant part of a packet
 * can be reused for every packet.
 */
final class InternetChecksum {
    private InternetChecksum() {}

    /** Adds the 16-bit words of a range to a sum; an odd last byte counts as the high half of a word. */
    static long add(long sum, byte[] bytes, int offset, int length) {
        long result = sum;
        int end = offset + length;
        int i = offset;
        for (; i <= end - Integer.BYTES; i += Integer.BYTES) {
            result += Integer.toUnsignedLong(BigEndian.int32(bytes, i)); // two words at once: RFC 1071 section 2 (C)
        }
        if (i <= end - Short.BYTES) {
            result += BigEndian.uint16(bytes, i);
            i += Short.BYTES;
        }
        return i == end ? result : result + ((bytes[i] & 0xff) << 8);
    }

    /** Adds the four words of a number. */
    static long addLong(long sum, long value) {
        return sum + (value >>> 48) + (value >>> 32 & 0xffff) + (value >>> 16 & 0xffff) + (value & 0xffff);
    }

    /** What goes into the checksum field; 0 for a range that includes a right checksum. */
    static int fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }
}
