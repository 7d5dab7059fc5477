package org.gatewatch.monitor.internal;

import org.gatewatch.api.probe.SendResult;

/** How many packets the scheduler handed over. Written by the scheduler thread alone, read by any. */
final class EngineTotals {
    private volatile long sent;
    private volatile long notSent;

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the scheduler thread
    void handedOver(SendResult result) {
        if (result == SendResult.SENT) {
            sent++;
        } else {
            notSent++;
        }
    }

    long sent() {
        return sent;
    }

    long notSent() {
        return notSent;
    }
}
