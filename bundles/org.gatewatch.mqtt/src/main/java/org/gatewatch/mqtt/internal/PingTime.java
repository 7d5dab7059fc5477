package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * When Paho wants to be asked whether the connection still works, and whether its last ping was answered. Left alone, Paho
 * would end a silent connection by itself, and keep the thread that asked it waiting for a read to time out. Thread-safe.
 */
final class PingTime {
    private volatile long dueNanos;
    private volatile boolean set;
    private volatile boolean unanswered;

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
