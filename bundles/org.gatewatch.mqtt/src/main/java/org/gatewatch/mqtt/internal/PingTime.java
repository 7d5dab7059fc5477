package org.gatewatch.mqtt.internal;

import java.util.concurrent.TimeUnit;

/** When Paho wants to be asked whether the connection still works. Thread-safe. */
final class PingTime {
    private volatile long dueNanos;
    private volatile boolean set;

    /** Paho says when. */
    void in(long millis) {
        dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis); // Paho's own clock
        set = true;
    }

    /** How long until then, at least one; 0 when it is time to. */
    long leftMillis() {
        long leftNanos = dueNanos - System.nanoTime();
        if (!set) {
            return Long.MAX_VALUE;
        }
        return leftNanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1;
    }
}
