package org.gatewatch.api;

import java.util.Locale;

/** Where the fault is, as far as the evidence goes; what an operator looks at first. */
public enum Cause {
    /** There is no fault. */
    NONE,
    /** This host: no route, interface down, next hop unresolved, send error, or unusable clock or capture. */
    GATEWAY,
    /** This host's access to the network: what several unrelated probes behind one next hop share. */
    UPLINK,
    /** The path between the outer addresses. */
    LINK,
    /** The path through the IPsec SA, while the link under it works. */
    TUNNEL,
    /** The peer itself: it said so with an ICMP error or a TCP RST. */
    REMOTE,
    /** The peer limits the rate of its answers; the path itself does not lose. */
    RATE_LIMITED,
    /** Packets of this size do not pass. */
    MTU,
    /** There is a fault and the evidence does not say where. */
    UNKNOWN;

    /** The name in files, JSON and SNMP: lower case with hyphens, for example {@code rate-limited}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
