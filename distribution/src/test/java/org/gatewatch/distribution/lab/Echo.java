package org.gatewatch.distribution.lab;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalLong;

/**
 * An echo request that was seen on the wire, with what came back.
 *
 * @param source where it came from
 * @param peer where it went
 * @param identifier the ICMP identifier
 * @param ipBytes size of its IP packet, or of the first fragment
 * @param sentEpochNanos the kernel's stamp of the request
 * @param replyEpochNanos the stamps of its intact replies, in order
 * @param damagedReplies how many came with a wrong checksum
 */
record Echo(
        InetAddress source,
        InetAddress peer,
        int identifier,
        int ipBytes,
        long sentEpochNanos,
        List<Long> replyEpochNanos,
        int damagedReplies) {

    /** Stamp of the first reply minus that of the request; empty when none was seen. */
    OptionalLong rttNanos() {
        return replyEpochNanos.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(replyEpochNanos.get(0) - sentEpochNanos);
    }
}
