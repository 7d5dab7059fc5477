package org.gatewatch.api.probe;

import org.gatewatch.api.Outcome;

/** What came of handing one packet to the kernel. */
public enum SendResult {
    SENT("sent"),
    NAME_UNRESOLVED("the destination's name cannot be resolved"),
    NO_ROUTE("no route to the destination"),
    NO_SOURCE("the source address or interface is not there"),
    INTERFACE_DOWN("the interface is down"),
    /** The destination is on a network of this host and does not say its link address: it is off, not we. */
    PEER_UNRESOLVED("the destination does not answer neighbour discovery", Outcome.UNREACHABLE),
    NEIGHBOUR_UNRESOLVED("the next hop's link address is not known"),
    CAPTURE_DOWN("packets cannot be captured, so no answer would be seen"),
    TOO_BIG("larger than the interface's MTU"),
    UNSUPPORTED("this kind of path cannot be probed"),
    SEND_ERROR("the kernel refused the packet");

    private final String reason;
    private final Outcome outcome;

    SendResult(String reason) {
        this(reason, Outcome.NOT_SENT);
    }

    SendResult(String reason, Outcome outcome) {
        this.reason = reason;
        this.outcome = outcome;
    }

    /**
     * What a sample ends as whose packet did not leave: {@code NOT_SENT} where our own side is at fault. Says nothing for
     * {@link #SENT}.
     */
    public Outcome outcome() {
        return outcome;
    }

    /** What a person reads. */
    public String reason() {
        return reason;
    }
}
