package org.gatewatch.monitor.internal.verdict;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.gatewatch.api.Cause;
import org.gatewatch.api.probe.IcmpError;

/** Reads from an ICMP error where the fault is. */
public final class IcmpCause {
    private static final int ICMPV4_UNREACHABLE = 3;
    private static final int ICMPV4_FRAGMENTATION_NEEDED = 4;
    private static final int ICMPV6_PACKET_TOO_BIG = 2;

    private IcmpCause() {}

    /** The peer itself when it complained about a packet of ours, the link when somebody on the way did. */
    public static Cause of(IcmpError error, InetAddress destination) {
        if (isTooBig(error)) {
            return Cause.MTU;
        }
        return error.sender().equals(destination) ? Cause.REMOTE : Cause.LINK;
    }

    /** Fragmentation needed (RFC 792) or packet too big (RFC 4443 section 3.2). */
    static boolean isTooBig(IcmpError error) {
        return error.sender() instanceof Inet6Address
                ? error.type() == ICMPV6_PACKET_TOO_BIG
                : error.type() == ICMPV4_UNREACHABLE && error.code() == ICMPV4_FRAGMENTATION_NEEDED;
    }
}
