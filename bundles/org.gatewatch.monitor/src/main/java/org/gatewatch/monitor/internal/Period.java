package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.probe.IcmpError;

/**
 * One aggregation period of one probe while it is open. Boundaries lie on the monotonic clock; they are chosen so that
 * the wall clock shows a multiple of the period's length there, anew for each period, so that slewing and steps of the
 * wall clock never stretch a period by more than a tenth; the one after a step is shorter than others instead.
 */
final class Period {
    /** Slewing moves a period's end by 0.05 % of its length; a tenth is far from that and costs a window little. */
    private static final int STRETCH = 10;

    private final long lengthNanos;
    private final long startEpochNanos;
    private final long endNanos;
    /** The first sample that belongs to this period. */
    final long firstSequence;

    /** The period after this one, once it has begun. */
    Period newer;

    private Optional<IcmpErrors> errors = Optional.empty(); // most periods bring none
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

    /** How long a period of this nominal length lasts at most. */
    static long longestNanos(Duration length) {
        return length.toNanos() + length.toNanos() / STRETCH;
    }

    /** The period after this one. */
    Period following(long offsetNanos, long firstSequence) {
        long wallEpoch = endNanos + offsetNanos;
        long startEpoch = Math.floorDiv(wallEpoch + lengthNanos / STRETCH, lengthNanos) * lengthNanos;
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

    /** When it begins, by the monotonic clock. */
    long startNanos() {
        return endNanos - lengthNanos;
    }

    Instant start() {
        return Instant.ofEpochSecond(
                Math.floorDiv(startEpochNanos, 1_000_000_000L), Math.floorMod(startEpochNanos, 1_000_000_000L));
    }

    /** The ICMP errors that came for its samples. */
    IcmpErrors errors() {
        return errors.orElseGet(IcmpErrors::new);
    }

    /** The ICMP error of this number; empty when there is none. */
    Optional<IcmpError> error(int number) {
        return errors.isPresent() ? errors.get().error(number) : Optional.empty();
    }

    /** The number of an ICMP error that came for one of its samples. */
    int number(IcmpError error, Cause cause) {
        if (errors.isEmpty()) {
            errors = Optional.of(new IcmpErrors());
        }
        return errors.get().number(error, cause);
    }
}
