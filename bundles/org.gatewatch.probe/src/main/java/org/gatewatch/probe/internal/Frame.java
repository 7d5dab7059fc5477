package org.gatewatch.probe.internal;

/** A frame that is used for many packets: only its identification changes here. One thread. */
final class Frame {
    private static final int IPV4_IDENTIFICATION_OFFSET = 4;
    private static final int IPV4_CHECKSUM_OFFSET = 10;
    private static final int IPV6_FRAGMENT_IDENTIFICATION_OFFSET = 44;

    private final byte[] bytes;
    private final int ip;
    private final int message;
    private final long ipv4HeaderSum;

    /**
     * Takes a complete frame, but for the IPv4 header's identification and checksum, which are zero.
     *
     * @param bytes the frame, kept
     * @param ip where the IP header starts
     * @param message where its payload starts
     */
    Frame(byte[] bytes, int ip, int message) {
        this.bytes = bytes;
        this.ip = ip;
        this.message = message;
        ipv4HeaderSum = ipv4() ? InternetChecksum.add(0, bytes, ip, message - ip) : 0;
        if (ipv4()) {
            identify(0);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the payload of IP starts. */
    int message() {
        return message;
    }

    /** Only for packets that can be fragmented: others have no room for it, or no use (RFC 6864 section 4.1). */
    void identify(int identification) {
        if (ipv4()) {
            BigEndian.putInt16(bytes, ip + IPV4_IDENTIFICATION_OFFSET, identification);
            int checksum = InternetChecksum.fold(ipv4HeaderSum + (identification & 0xffff));
            BigEndian.putInt16(bytes, ip + IPV4_CHECKSUM_OFFSET, checksum);
        } else {
            BigEndian.putInt32(bytes, ip + IPV6_FRAGMENT_IDENTIFICATION_OFFSET, identification);
        }
    }

    private boolean ipv4() {
        return bytes[ip] >> 4 == 4;
    }
}
