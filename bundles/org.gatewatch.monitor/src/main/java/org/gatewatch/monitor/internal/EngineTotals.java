package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.Outcome;

/** How many packets the scheduler handed over, and how punctually. Written by the scheduler thread alone, read by any. */
final class EngineTotals {
    /** A packet that leaves later than this after it was due is late. */
    static final long LATE_NANOS = Duration.ofMillis(25).toNanos();

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong notSent = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /** Counts a packet that left, or should have, so long after it was due; a peer that is absent is no fault of this host. */
    void handedOver(SendResult result, long lagNanos) {
        if (result == SendResult.SENT) {
            count(sent);
        } else if (result.outcome() == Outcome.NOT_SENT) {
            count(notSent);
        }
        if (lagNanos > LATE_NANOS) {
            count(late);
        }
    }

    /** Counts a packet that was due while this host stood still and waits for its turn again. */
    void skipped() {
        count(late);
    }

    /** One writer needs no atomic addition. */
    private static void count(AtomicLong counter) {
        counter.setRelease(counter.getPlain() + 1);
    }

    long sent() {
        return sent.get();
    }

    long notSent() {
        return notSent.get();
    }

    long late() {
        return late.get();
    }
}
