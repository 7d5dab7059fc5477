package org.gatewatch.mqtt.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.probe.Clock;

/** Lets one thread wait until anybody says that there is something to look at. Never blocks those who say so. */
final class Wakeup {
    private final Clock clock;
    private final Semaphore signals = new Semaphore(0);

    Wakeup(Clock clock) {
        this.clock = clock;
    }

    /** The clock that waiting goes by. */
    Clock clock() {
        return clock;
    }

    /** The clock that waiting goes by, in nanoseconds. */
    long nanoTime() {
        return clock.nanoTime();
    }

    void signal() {
        if (signals.availablePermits() == 0) { // one is enough, however many there is to look at
            signals.release();
        }
    }

    /** Returns at the first signal since the last return, or after the time. */
    void await(long nanos) throws InterruptedException {
        if (signals.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            signals.drainPermits();
        }
    }

    /** Returns when the condition holds, looked at again with each signal, or after the time. */
    void await(BooleanSupplier condition, long nanos) throws InterruptedException {
        long startNanos = clock.nanoTime();
        long leftNanos = nanos;
        while (!condition.getAsBoolean() && leftNanos > 0) {
            await(leftNanos);
            leftNanos = nanos - (clock.nanoTime() - startNanos);
        }
    }
}
