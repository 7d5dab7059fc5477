package org.gatewatch.link.internal.kernel;

/**
 * What the kernel knows about a neighbour.
 *
 * @param state NUD_…
 * @param failed it did not answer, and has not been seen since; the kernel forgets that as soon as it asks again
 */
public record Neighbour(int state, Mac mac, boolean failed) {
    private static final int REACHABLE = 0x02;
    private static final int STALE = 0x04;
    private static final int DELAY = 0x08;
    private static final int PROBE = 0x10;
    private static final int FAILED = 0x20;
    private static final int NO_ARP = 0x40;
    private static final int PERMANENT = 0x80;
    private static final int FRESH = REACHABLE | NO_ARP | PERMANENT;
    private static final int VALID = FRESH | STALE | DELAY | PROBE;

    /**
     * The next state of a neighbour.
     *
     * @param failedBefore whether it had failed
     */
    static Neighbour of(int state, Mac mac, boolean failedBefore) {
        boolean valid = (state & VALID) != 0;
        return new Neighbour(state, mac, !valid && (failedBefore || (state & FAILED) != 0));
    }

    /** The kernel itself would still send to this link address. */
    public boolean valid() {
        return (state & VALID) != 0;
    }

    /** Nothing has to be done to keep it right. */
    public boolean fresh() {
        return (state & FRESH) != 0;
    }

    /** Frames would look the same as with another. A neighbour that only ages is the same; there may be many of them. */
    boolean sameWay(Neighbour other) {
        return valid() == other.valid() && failed == other.failed && (!valid() || mac.equals(other.mac));
    }
}
