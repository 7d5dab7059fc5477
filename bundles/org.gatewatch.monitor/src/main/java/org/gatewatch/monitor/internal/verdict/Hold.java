package org.gatewatch.monitor.internal.verdict;

import java.time.Duration;

/** Says whether a condition has held for a while without a break, by the times of the samples it is read at. */
final class Hold {
    private final long nanos;
    private boolean holds;
    private long sinceNanos;

    Hold(Duration atLeast) {
        this.nanos = atLeast.toNanos();
    }

    /** Takes the condition as it is at one moment; whether it has held for long enough then. */
    boolean reached(boolean condition, long atNanos) {
        if (condition && !holds) {
            sinceNanos = atNanos;
        }
        holds = condition;
        return holds && atNanos - sinceNanos >= nanos;
    }

    /** The condition is not even looked at: what has held is forgotten. */
    void restart() {
        holds = false;
    }
}
