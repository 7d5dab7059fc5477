package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When Paho wants to be asked whether the connection still works, and whether its last ping was answered. Left alone, Paho
 * would end a silent connection by itself, and keep the thread that asked it waiting for a read to time out. Thread-safe.
 */
final class PingTime {
    private final LongSupplier nanoTime;
    private volatile long dueNanos;
    private volatile boolean set;
    private volatile boolean unanswered;

    /** By Paho's own clock. */
    PingTime() {
        this(System::nanoTime);
    }

    PingTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Paho says when. */
    void in(long millis) {
        dueNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        set = true;
    }

    /** How long until then, at least one; 0 when it is time to. */
    long leftMillis() {
        long leftNanos = dueNanos - nanoTime.getAsLong();
        if (!set) {
            return Long.MAX_VALUE;
        }
        return leftNanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1;
    }

    /** A ping is sent; fails when the last one was not answered in all the time since. */
    void asked() throws IOException {
        if (unanswered) {
            throw new IOException("no answer to a ping");
        }
        unanswered = true;
    }

    void answered() {
        unanswered = false;
    }
}
