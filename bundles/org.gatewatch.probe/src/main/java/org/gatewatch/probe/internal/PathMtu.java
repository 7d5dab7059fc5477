package org.gatewatch.probe.internal;

import java.time.Duration;

/**
 * What a router told about the largest packet that passes (RFC 8201 section 4). Immutable.
 *
 * @param bytes largest IP packet
 * @param untilNumber the first sample that may find out whether it has become better
 */
record PathMtu(int bytes, long untilNumber) {
    static final PathMtu UNTOLD = new PathMtu(Integer.MAX_VALUE, Long.MAX_VALUE);

    private static final Duration MEMORY = Duration.ofMinutes(10);
    /** A forged 68, which RFC 791 allows, would make 178 fragments of a packet. Linux's net.ipv4.route.min_pmtu. */
    private static final int LEAST_IPV4_BYTES = 552;
    /** With a longer interval, too many samples would be spent on finding out. */
    private static final int LEAST_SAMPLES = 10;

    /** What a router told, but not less than every link of IPv6 takes (RFC 8200 section 5), or any real one of IPv4. */
    static int believable(int bytes, boolean ipv4) {
        return Math.max(bytes, ipv4 ? LEAST_IPV4_BYTES : IpHeader.leastMtuBytes(false));
    }

    /** Told about that sample; remembered for 10 minutes. The sender's clock is its samples. */
    static PathMtu told(int bytes, long number, Duration interval) {
        return new PathMtu(bytes, number + Math.max(LEAST_SAMPLES, MEMORY.dividedBy(interval)));
    }

    /** What holds for a sample. */
    int bytesFor(long number) {
        return number < untilNumber ? bytes : Integer.MAX_VALUE;
    }
}
