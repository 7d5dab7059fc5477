package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A named thread that does one task again and again until it is closed; a failing round is logged and the next comes. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long STOP_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long AFTER_FAILURE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofHours(1).toNanos();

    /** What is done in each round. */
    interface Task {
        /** Does one round; returns how many nanoseconds may pass before the next. */
        long tick();
    }

    private final Task task;
    private final Thread thread;
    private volatile boolean closed;
    /** When the next round begins at the latest; a round that hangs leaves it in the past. */
    private volatile long dueNanos;
    /** The last failure's text, so that one that repeats is logged once; the loop's own thread only. */
    private String lastFailure = "";

    Loop(String name, Task task) {
        this.task = task;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        dueNanos = System.nanoTime();
        thread.start();
    }

    /** Whether it does its rounds: none hangs, and none is overdue for as long as this. Any thread. */
    boolean goes(Duration grace) {
        return thread.isAlive() && System.nanoTime() - dueNanos < grace.toNanos();
    }

    /** Lets the next round come now. Any thread. */
    void wake() {
        LockSupport.unpark(thread);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("stop-late: Thread {} did not stop within {} ms", thread.getName(), STOP_MILLIS);
        }
    }

    private void run() {
        while (!closed) {
            long pauseNanos = Math.min(round(), LONGEST_PAUSE_NANOS);
            dueNanos = System.nanoTime() + pauseNanos;
            LockSupport.parkNanos(this, pauseNanos);
        }
    }

    private long round() {
        try {
            return task.tick();
        } catch (RuntimeException e) {
            if (!e.toString().equals(lastFailure)) {
                lastFailure = e.toString();
                LOG.error("thread-failed: {} failed and goes on", thread.getName(), e);
            }
            return AFTER_FAILURE_NANOS;
        } catch (Error e) { // nothing can be relied on any more: the thread ends, and the log must say why
            LOG.error("thread-ended: {} ends", thread.getName(), e);
            throw e;
        }
    }
}
