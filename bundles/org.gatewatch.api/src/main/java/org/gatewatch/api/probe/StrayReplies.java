package org.gatewatch.api.probe;

/**
 * Captured replies that were matched with no probe, since the start. All grow only.
 *
 * @param foreign replies to somebody else: another program on this host, or a host that no probe asks
 * @param forged replies from a probed address to a probe's flow whose cookie or acknowledgement number is wrong
 * @param corrupted replies whose checksum or length is wrong
 */
public record StrayReplies(long foreign, long forged, long corrupted) {
    public static final StrayReplies NONE = new StrayReplies(0, 0, 0);

    /** Both together. */
    public StrayReplies plus(StrayReplies other) {
        return new StrayReplies(foreign + other.foreign, forged + other.forged, corrupted + other.corrupted);
    }
}
