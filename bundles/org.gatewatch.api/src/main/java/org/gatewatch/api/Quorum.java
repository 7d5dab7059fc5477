package org.gatewatch.api;

import java.util.OptionalInt;

/**
 * How many probes must agree before they decide for their monitor or VPN connection: k of n. Probes that our own side
 * keeps from being judged do not count. Immutable.
 *
 * @param down so many probes that are {@code DOWN} make it {@code DOWN}; empty means all of them, as do more than there
 *     are
 * @param degraded so many probes that are {@code DOWN} or {@code DEGRADED} make it {@code DEGRADED}, at least 1
 */
public record Quorum(OptionalInt down, int degraded) {
    /** One bad probe degrades, all must be down. */
    public static final Quorum DEFAULT = new Quorum(OptionalInt.empty(), 1);

    public Quorum {
        if (degraded < 1 || down.orElse(1) < 1) {
            throw new IllegalArgumentException("quorum " + down + ", " + degraded + ": allowed is 1 or more");
        }
    }
}
