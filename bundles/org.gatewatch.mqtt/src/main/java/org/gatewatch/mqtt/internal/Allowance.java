package org.gatewatch.mqtt.internal;

import java.util.concurrent.TimeUnit;
import org.gatewatch.api.probe.Clock;

/** So many per second, and never more than a twentieth of a second's share at once. Used by one thread. */
final class Allowance {
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final long nanosEach;
    private final Clock clock;
    private long dueNanos; // when the next one may go, if each had gone in its time

    Allowance(int perSecond, Clock clock) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.clock = clock;
        this.dueNanos = clock.nanoTime();
    }

    /** Takes one, if there is one. */
    boolean take() {
        if (waitNanos() > 0) {
            return false;
        }
        dueNanos = Math.max(dueNanos, clock.nanoTime() - BURST_NANOS) + nanosEach;
        return true;
    }

    /** How long until there is one; not above 0 when there is. */
    long waitNanos() {
        return dueNanos - clock.nanoTime();
    }
}
