package org.gatewatch.monitor.internal;

import org.gatewatch.api.probe.Clock;

/**
 * Notices when the wall clock is stepped. Capture stamps are wall clock, so a sample that spans a step has no usable
 * RTT. NTP slews by at most 500 ppm; what moves the two clocks apart faster is a step. Confined to the monitor thread.
 */
final class StepWatch {
    private static final long STEP_NANOS = 1_000_000L;
    private static final long SLEW_PER_MILLION = 1_000;
    private static final int READS = 5;
    /** Nobody took the CPU away between two clocks that are so close together. */
    private static final long TIGHT_NANOS = 5_000L;

    private final Clock clock;
    private long offsetNanos;
    private long checkedAtNanos;

    StepWatch(Clock clock) {
        this.clock = clock;
        this.offsetNanos = readOffset();
        this.checkedAtNanos = clock.nanoTime();
    }

    /** Wall clock minus monotonic clock, as of the last check. */
    long offsetNanos() {
        return offsetNanos;
    }

    /** Whether the wall clock was stepped since the last check. */
    boolean stepped() {
        long offset = readOffset();
        long now = clock.nanoTime();
        long allowed = STEP_NANOS + (now - checkedAtNanos) / 1_000_000 * SLEW_PER_MILLION;
        boolean stepped = Math.abs(offset - offsetNanos) > allowed;
        offsetNanos = offset;
        checkedAtNanos = now;
        return stepped;
    }

    /**
     * The offset from the first tight reading, or the tightest of a few: a thread that loses the CPU between two clocks
     * sees nonsense.
     */
    private long readOffset() {
        long best = 0;
        long narrowest = Long.MAX_VALUE;
        for (int i = 0; i < READS && narrowest > TIGHT_NANOS; i++) {
            long before = clock.nanoTime();
            long wall = clock.epochNanos();
            long after = clock.nanoTime();
            if (after - before < narrowest) {
                narrowest = after - before;
                best = wall - before - narrowest / 2;
            }
        }
        return best;
    }
}
