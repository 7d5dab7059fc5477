package org.gatewatch.monitor.internal;

/**
 * A round-trip time in 31 bits: to the nanosecond below 1.07 s, and in steps of 64 ns up to 68.7 s, which is more than the
 * longest timeout. What took longer is kept as that.
 */
final class Rtt {
    private static final int COARSE = 1 << 30;
    private static final int STEP_BITS = 6;

    private Rtt() {}

    /** Rounds up: a timeout, of whole milliseconds, is a multiple of the step, so what is late stays late and no other. */
    static int packed(long nanos) {
        if (nanos < COARSE) {
            return (int) nanos;
        }
        long steps = (nanos + (1 << STEP_BITS) - 1) >> STEP_BITS;
        return COARSE | (int) Math.min(steps, COARSE - 1);
    }

    static long nanos(int packed) {
        return packed < COARSE ? packed : (long) (packed & (COARSE - 1)) << STEP_BITS;
    }
}
