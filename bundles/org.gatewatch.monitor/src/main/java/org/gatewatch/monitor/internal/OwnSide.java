package org.gatewatch.monitor.internal;

import org.gatewatch.api.Cause;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.SendResult;

/** Whether our own side can send a probe's packets. Confined to the monitor thread. */
final class OwnSide {
    /** So many packets in a row that our own side could not send make the probe's state {@code ERROR}. */
    private static final int FAILURES_TO_ERROR = 3;

    private LifecycleState state = LifecycleState.PENDING;
    /** What came of the last packet. */
    private SendResult last = SendResult.SENT;

    private int failuresInARow;

    /**
     * Takes what came of a packet.
     *
     * @return whether the state became {@code ERROR} with it
     */
    boolean handedOver(SendResult result) {
        boolean failed = result != SendResult.SENT && result.outcome() == Outcome.NOT_SENT;
        last = result;
        if (!failed) {
            failuresInARow = 0;
            state = LifecycleState.ACTIVE;
            return false;
        }
        failuresInARow++;
        if (failuresInARow >= FAILURES_TO_ERROR) {
            state = LifecycleState.ERROR;
        }
        return failuresInARow == FAILURES_TO_ERROR;
    }

    /** Whether the last packet was not sent. */
    boolean isFailing() {
        return failuresInARow > 0;
    }

    boolean isBroken() {
        return state == LifecycleState.ERROR;
    }

    LifecycleState state() {
        return state;
    }

    String reason() {
        return isBroken() ? last.reason() : "";
    }

    /** Where the fault is while it is broken. */
    Cause cause() {
        return cause(last);
    }

    /** Where the fault is when a packet was not sent. */
    static Cause cause(SendResult result) {
        return switch (result) {
            case TOO_BIG -> Cause.MTU;
            case NEIGHBOUR_UNRESOLVED -> Cause.UPLINK; // the next router is silent, not we
            default -> Cause.GATEWAY;
        };
    }
}
