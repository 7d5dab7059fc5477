package org.gatewatch.api;

/** How the path of a probe, or a VPN connection as a whole, does right now. */
public enum Health {
    /** Too few samples for a verdict, or our own side cannot measure. No alarm: nothing is known against the peer. */
    UNKNOWN,
    /** The path answers. */
    HEALTHY,
    /** The path answers, but loses more than the raise level allows. */
    DEGRADED,
    /** The path does not answer at all. */
    DOWN
}
