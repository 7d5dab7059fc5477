package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.smi.VariableBinding;

/**
 * Sends what waits for one receiver, one after the other; a receiver that is away holds up nobody else. Traps are paced,
 * because a burst overflows the receiver's socket (measured); informs are repeated until they are acknowledged or given up.
 */
final class NotificationSender implements AutoCloseable {
    /** 500 a second. */
    private static final long TRAP_PAUSE_MILLIS = 2;

    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_WITHIN_MILLIS = 900;
    private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);

    private final String receiver;
    private final NotificationQueue queue = new NotificationQueue();
    private final Opening opening;
    private final Object lock = new Object();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private boolean failing; // of the thread alone

    /** Opens the way to the receiver. */
    @FunctionalInterface
    interface Opening {
        Line open() throws IOException;
    }

    /** The way to one receiver. */
    interface Line extends AutoCloseable {
        /**
         * Sends one notification.
         *
         * @return false when the receiver did not acknowledge it however often it was repeated
         * @throws IOException when it cannot be sent at present
         */
        boolean send(List<VariableBinding> notification) throws IOException;

        /** Whether the receiver acknowledges. */
        boolean isAcknowledged();

        @Override
        void close();
    }

    NotificationSender(String receiver, Opening opening) {
        this.receiver = receiver;
        this.opening = opening;
        this.thread = new Thread(this::run, "gatewatch-snmp-notify-" + receiver);
        thread.setDaemon(true);
    }

    NotificationQueue queue() {
        return queue;
    }

    void start() {
        thread.start();
    }

    /** Tells that the queue has grown. */
    void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private void run() {
        while (!isStopped()) {
            try (Line line = opening.open()) {
                while (!isStopped()) {
                    deliver(line);
                    idle();
                }
            } catch (Exception e) {
                failed(e);
            } catch (Error e) {
                LOG.error("thread-ended: SNMP notifications to {} end until the agent is started anew", receiver, e);
                throw e;
            }
            pause(RETRY_MILLIS);
        }
    }

    private void failed(Exception cause) {
        if (!failing && !isStopped()) {
            Throwable stack = cause instanceof IOException ? null : cause;
            LOG.warn(
                    "notifications-lost: SNMP notifications to {}: {}; trying again every second",
                    receiver,
                    cause.toString(),
                    stack);
            failing = true;
        }
    }

    private void deliver(Line line) throws IOException {
        for (var next = queue.next(); next.isPresent() && !isStopped(); next = queue.next()) {
            boolean accepted = line.send(next.get());
            queue.done(next.get(), accepted);
            if (accepted == failing) {
                log(accepted);
            }
            if (!line.isAcknowledged()) {
                pause(TRAP_PAUSE_MILLIS);
            }
        }
    }

    private void log(boolean accepted) {
        if (accepted) {
            LOG.info("notifications-pass: SNMP notifications to {} pass again", receiver);
        } else {
            LOG.warn(
                    "notifications-lost: SNMP notifications to {} are not acknowledged: given up and counted until they are",
                    receiver);
        }
        failing = !accepted;
    }

    private void idle() {
        synchronized (lock) {
            try {
                while (queue.queued() == 0 && !isStopped()) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                interrupted();
            }
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted();
        }
    }

    /** Nobody interrupts this thread; if somebody does, it is to end it. */
    private void interrupted() {
        stopped.countDown();
        Thread.currentThread().interrupt();
    }

    @Override
    public void close() {
        stopped.countDown();
        wake();
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
