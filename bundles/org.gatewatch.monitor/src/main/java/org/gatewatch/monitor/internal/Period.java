package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * One aggregation period of one probe while it is open. Boundaries lie on the monotonic clock; they are chosen so that
 * the wall clock shows a multiple of the period's length there, anew for each period, so that slewing and steps of the
 * wall clock move boundaries by no more than half a period and never stretch a period that has begun.
 */
final class Period {
    private final long lengthNanos;
    private final long startEpochNanos;
    private final long endNanos;
    /** The first sample that belongs to this period. */
    final long firstSequence;

    /** The period after this one, once it has begun. */
    Period newer;

    int duplicates;
    int reordered;

    private Period(long lengthNanos, long startEpochNanos, long endNanos, long firstSequence) {
        this.lengthNanos = lengthNanos;
        this.startEpochNanos = startEpochNanos;
        this.endNanos = endNanos;
        this.firstSequence = firstSequence;
    }

    /**
     * The period that runs now.
     *
     * @param nowNanos monotonic now
     * @param offsetNanos wall clock minus monotonic clock
     */
    static Period running(Duration length, long nowNanos, long offsetNanos, long firstSequence) {
        long lengthNanos = length.toNanos();
        long startEpoch = Math.floorDiv(nowNanos + offsetNanos, lengthNanos) * lengthNanos;
        return new Period(lengthNanos, startEpoch, startEpoch + lengthNanos - offsetNanos, firstSequence);
    }

    /** The period after this one. */
    Period following(long offsetNanos, long firstSequence) {
        long startEpoch =
                Math.floorDiv(endNanos + offsetNanos + lengthNanos / 2, lengthNanos) * lengthNanos; // nearest multiple
        return new Period(lengthNanos, startEpoch, startEpoch + lengthNanos - offsetNanos, firstSequence);
    }

    /** When it ends, by the monotonic clock. */
    long endNanos() {
        return endNanos;
    }

    /** Whether the period is over, by the monotonic clock. */
    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0;
    }

    Instant start() {
        return Instant.ofEpochSecond(
                Math.floorDiv(startEpochNanos, 1_000_000_000L), Math.floorMod(startEpochNanos, 1_000_000_000L));
    }

    Duration length() {
        return Duration.ofNanos(lengthNanos);
    }
}
