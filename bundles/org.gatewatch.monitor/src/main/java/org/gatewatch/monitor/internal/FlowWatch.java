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

    /** What the new flow loses or not must be known before the next change. */
    private final long restNanos;

    private int lostInARow;
    private boolean changed;
    private long changedAtNanos;

    FlowWatch(Duration timeout) {
        restNanos = 2 * timeout.toNanos() + MARGIN_NANOS;
    }

    /** Takes one decided sample; whether the flow should change now. */
    boolean decided(Outcome outcome, long nowNanos) {
        if (outcome == Outcome.NOT_SENT || outcome == Outcome.VOID) {
            return false; // our own side: another flow would not help
        }
        lostInARow = outcome == Outcome.LOST ? lostInARow + 1 : 0;
        if (lostInARow < LOST_IN_A_ROW || (changed && nowNanos - changedAtNanos < restNanos)) {
            return false;
        }
        lostInARow = 0;
        changed = true;
        changedAtNanos = nowNanos;
        return true;
    }
}
