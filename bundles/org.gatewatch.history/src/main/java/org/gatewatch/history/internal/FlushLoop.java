package org.gatewatch.history.internal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that writes some seconds after there was something to write, and later again while that fails. */
final class FlushLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlushLoop.class);
    private static final long STOP_MILLIS = 1_000;

    /**
     * When it writes.
     *
     * @param delay after the first wake-up
     * @param retry after a failure
     */
    record Pace(Duration delay, Duration retry) {}

    private final BooleanSupplier flush;
    private final Pace pace;
    private final Thread thread;
    private final Object lock = new Object();
    private boolean wanted; // guarded by lock
    private boolean hurried; // guarded by lock
    private boolean closed; // guarded by lock

    /**
     * Starts the thread.
     *
     * @param flush writes; whether it could
     */
    FlushLoop(String name, Pace pace, BooleanSupplier flush) {
        this.flush = flush;
        this.pace = pace;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** There is something to write. */
    void wake() {
        synchronized (lock) {
            if (!wanted) {
                wanted = true;
                lock.notifyAll();
            }
        }
    }

    /** There is so much to write that it should be done now. */
    void hurry() {
        synchronized (lock) {
            wanted = true;
            hurried = true;
            lock.notifyAll();
        }
    }

    /** Ends the thread; what is left to write is the caller's. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean written = true;
            while (awaitTurn(written)) {
                written = flushGuarded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean flushGuarded() {
        try {
            return flush.getAsBoolean();
        } catch (Exception e) {
            LOG.error("thread-failed: {} failed and goes on", thread.getName(), e);
            return false;
        }
    }

    /** After a failure nobody can hurry it: the disk would be asked again and again. */
    private boolean awaitTurn(boolean written) throws InterruptedException {
        synchronized (lock) {
            while (written && !wanted && !closed) {
                lock.wait();
            }
            long deadline = System.nanoTime() + (written ? pace.delay : pace.retry).toNanos();
            long left = deadline - System.nanoTime();
            while (left > 0 && !closed && !(written && hurried)) {
                lock.wait(Math.max(1, left / 1_000_000));
                left = deadline - System.nanoTime();
            }
            wanted = false;
            hurried = false;
            return !closed;
        }
    }
}
