package org.gatewatch.link;

import org.osgi.annotation.versioning.ConsumerType;

/** One captured IP packet, cut off after about 9200 bytes. The object and its bytes are reused: valid during the call. */
@ConsumerType
public interface CapturedPacket {
    /** The array that holds the packet, and other things. */
    byte[] bytes();

    /** Where the IP header starts in {@link #bytes()}. */
    int offset();

    /** How many bytes of the IP packet were captured. */
    int length();

    /** The interface it was captured on. One packet is captured more than once where interfaces are stacked. */
    int interfaceIndex();

    /** Whether it was captured as it left. On the loopback interface each packet is captured once, as it came in. */
    boolean outgoing();

    /** When the kernel saw it, in nanoseconds since the epoch; wall clock. */
    long stampNanos();
}
