package org.gatewatch.monitor.internal;

import java.time.Duration;
import org.gatewatch.api.Outcome;

/**
 * Says when a probe should try another flow: NAT and firewalls may have pinned the old one to a path that is gone.
 * Confined to the monitor thread.
 */
final class FlowWatch {
    private static final int LOST_IN_A_ROW = 3;
    private static final long MARGIN_NANOS = Duration.ofSeconds(1).toNanos();

    private int lostInARow;
    private boolean changed;
    private long changedAtNanos;

    /**
     * Takes one decided sample.
     *
     * @param timeout the probe's
     * @return whether the flow should change now
     */
    boolean decided(Outcome outcome, Duration timeout, long nowNanos) {
        if (outcome == Outcome.NOT_SENT || outcome == Outcome.VOID) {
            return false; // our own side: another flow would not help
        }
        lostInARow = outcome == Outcome.LOST ? lostInARow + 1 : 0;
        if (lostInARow < LOST_IN_A_ROW || (changed && nowNanos - changedAtNanos < restNanos(timeout))) {
            return false;
        }
        lostInARow = 0;
        changed = true;
        changedAtNanos = nowNanos;
        return true;
    }

    /** What the new flow loses or not must be known before the next change. */
    private static long restNanos(Duration timeout) {
        return 2 * timeout.toNanos() + MARGIN_NANOS;
    }
}
