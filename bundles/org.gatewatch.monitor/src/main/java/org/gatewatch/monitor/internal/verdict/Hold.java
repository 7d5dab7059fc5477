package org.gatewatch.monitor.internal.verdict;

/** Says whether a condition has held for a while without a break, by the times of the samples it is read at. */
final class Hold {
    private boolean holds;
    private long sinceNanos;

    /** Takes the condition as it is at one moment; whether it has held for long enough then. */
    boolean reached(boolean condition, long forNanos, long atNanos) {
        if (condition && !holds) {
            sinceNanos = atNanos;
        }
        holds = condition;
        return holds && atNanos - sinceNanos >= forNanos;
    }

    /** The condition is not even looked at: what has held is forgotten. */
    void restart() {
        holds = false;
    }
}
