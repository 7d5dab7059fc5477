package org.gatewatch.api.probe;

/** What came of handing one packet to the kernel. All but {@link #SENT} make the sample {@code not-sent}. */
public enum SendResult {
    SENT("sent"),
    NAME_UNRESOLVED("the destination's name cannot be resolved"),
    NO_ROUTE("no route to the destination"),
    NO_SOURCE("the source address or interface is not there"),
    INTERFACE_DOWN("the interface is down"),
    NEIGHBOUR_UNRESOLVED("the next hop's link address is not known"),
    /** The destination is on this host's own subnet and the kernel got no answer: nobody is there. */
    PEER_UNRESOLVED("the destination does not answer neighbour discovery"),
    CAPTURE_DOWN("packets cannot be captured, so no answer would be seen"),
    TOO_BIG("larger than the interface's MTU"),
    UNSUPPORTED("this kind of path cannot be probed"),
    SEND_ERROR("the kernel refused the packet");

    private final String reason;

    SendResult(String reason) {
        this.reason = reason;
    }

    /** What a person reads. */
    public String reason() {
        return reason;
    }
}
