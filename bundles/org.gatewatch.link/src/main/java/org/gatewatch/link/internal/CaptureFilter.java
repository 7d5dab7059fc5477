package org.gatewatch.link.internal;

import org.gatewatch.link.Link;

/**
 * Which packets the kernel copies to us; everything else must cost the host next to nothing. The tests are ordered for
 * that: forwarded UDP and ESP are refused after 5 BPF instructions and TCP data after 12 ({@code tcpdump -d}).
 *
 * <p>Let in are: echo requests and SYNs of our ports as they leave; echo replies, ICMP errors (they quote what we sent,
 * TCP too), and SYN-ACKs and RSTs to our ports as they come in; fragments that may belong to one of these, which show
 * no type or port but in the first. Of what crosses the loopback interface libpcap shows only the incoming copy, so
 * there requests are let in as they come.
 */
final class CaptureFilter {
    /** The kernel numbers {@code lo} 1 in every network namespace (LOOPBACK_IFINDEX). */
    static final int LOOPBACK_INDEX = 1;

    private static final String LEAVES =
            "((outbound and not ifindex " + LOOPBACK_INDEX + ") or (inbound and ifindex " + LOOPBACK_INDEX + "))";
    private static final String LATER_FRAGMENT = "ip[6:2] & 0x1fff != 0";

    private static final String ICMP4 = "(ip[9] = 1 and (" + LATER_FRAGMENT
            + " or (inbound and (icmp[0] = 0 or icmp[0] = 3 or icmp[0] = 11 or icmp[0] = 12))"
            + " or (icmp[0] = 8 and " + LEAVES + ")))";
    private static final String TCP4 = "(ip[9] = 6 and ((" + LATER_FRAGMENT + " and " + LEAVES + ") or "
            + handshake("tcp[13]", "tcp[0:2]", "tcp[2:2]") + "))";

    private static final String ICMP6 = "(ip6[6] = 58 and"
            + " ((inbound and (ip6[40] = 129 or (ip6[40] >= 1 and ip6[40] <= 4))) or (ip6[40] = 128 and " + LEAVES
            + ")))";
    /** {@code tcp[...]} is IPv4's alone; an extension header before TCP hides it, and our own SYNs have none. */
    private static final String TCP6 = "(ip6[6] = 6 and " + handshake("ip6[53]", "ip6[40:2]", "ip6[42:2]") + ")";

    private static final String FRAGMENT6 = "(ip6[6] = 44 and (ip6[40] = 58 or (ip6[40] = 6 and " + LEAVES + ")))";

    static final String EXPRESSION = "(ip and (" + ICMP4 + " or " + TCP4 + "))" + " or (ip6 and (" + ICMP6 + " or "
            + TCP6 + " or " + FRAGMENT6 + "))";

    private CaptureFilter() {}

    /** SYN or RST comes first: it refuses all of a connection but its ends. */
    private static String handshake(String flags, String sourcePort, String destinationPort) {
        String syn = flags + " & 0x16 = 0x02 and " + sourcePort + " >= " + Link.FIRST_PROBE_PORT + " and " + LEAVES;
        String answer = destinationPort + " >= " + Link.FIRST_PROBE_PORT + " and inbound and (" + flags
                + " & 0x04 != 0 or " + flags + " & 0x12 = 0x12)";
        return "(" + flags + " & 0x06 != 0 and ((" + syn + ") or (" + answer + ")))";
    }
}
