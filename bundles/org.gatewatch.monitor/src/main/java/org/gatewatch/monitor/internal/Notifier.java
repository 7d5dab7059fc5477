package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what the engine found, each on a thread of its own behind a bounded queue, so that none can slow the
 * engine or another. A listener that falls behind loses its oldest reports, which are counted, but it always hears the
 * latest change of each probe.
 */
final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    /** Reports of three periods of 10,000 probes; they are shared, so a full queue costs references only. */
    private static final int QUEUE = 1 << 15;

    /** For who leaves: enough for 10,000 reports that are put in memory, and not for ever for who hangs. */
    private static final long STOP_NANOS = Duration.ofMillis(700).toNanos();

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();

    Subscription subscribe(ReportListener listener, String name) {
        return new Subscription(listener, name);
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        if (subscription.closed) {
            subscriptions.remove(subscription);
        }
    }

    /** How many notifications were thrown away since the start. */
    long dropped() {
        return dropped.get();
    }

    /** How many notifications wait now, of all listeners together. */
    int waiting() {
        return subscriptions.stream().mapToInt(s -> s.backlog.size()).sum();
    }

    /** Whether any listener does. */
    boolean takesSamples() {
        for (Subscription subscription : subscriptions) {
            if (subscription.listener.takesSamples()) {
                return true;
            }
        }
        return false;
    }

    void sampled(PeriodSamples samples) {
        var notification = new Backlog.Sampled(samples);
        subscriptions.stream().filter(s -> s.listener.takesSamples()).forEach(s -> s.put(notification));
    }

    void reported(Report report) {
        tell(new Backlog.Reported(report));
    }

    /** What there is of a period that will not be completed here; for those who keep it. */
    void cutShort(Report report) {
        tell(new Backlog.CutShort(report));
    }

    void changed(ProbeStatus status) {
        tell(new Backlog.Changed(status));
    }

    void removed(ProbeId id) {
        tell(new Backlog.Removed(id));
    }

    private void tell(Backlog.Notification notification) {
        subscriptions.forEach(s -> s.put(notification));
    }

    /** Tells everybody what is left to tell, all at once, and nothing more from then on. */
    void close() {
        var all = List.copyOf(subscriptions);
        all.forEach(Subscription::end);
        long deadlineNanos = System.nanoTime() + STOP_NANOS;
        all.forEach(subscription -> subscription.awaitEnd(deadlineNanos));
    }

    /** One listener, its queue and its thread. */
    final class Subscription implements AutoCloseable {
        private final ReportListener listener;
        private final Backlog backlog = new Backlog(QUEUE);
        private final Thread thread;
        private volatile boolean closed;

        private Subscription(ReportListener listener, String name) {
            this.listener = listener;
            this.thread = new Thread(this::deliver, name);
            thread.setDaemon(true);
            thread.start();
        }

        void changed(ProbeStatus status) {
            put(new Backlog.Changed(status));
        }

        private void put(Backlog.Notification notification) {
            if (backlog.put(notification)) {
                dropped.incrementAndGet();
            }
        }

        private void deliver() {
            try {
                Backlog.Notification next = backlog.take();
                while (!(next instanceof Backlog.Farewell)) {
                    deliver(next);
                    next = backlog.take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it took too long to hear all
            }
        }

        private void deliver(Backlog.Notification notification) {
            try {
                notification.tell(listener);
            } catch (RuntimeException e) {
                LOG.error("thread-failed: {} failed on a notification and goes on with the next", thread.getName(), e);
            }
        }

        /** Tells what is left to tell, within a bounded time. */
        @Override
        public void close() {
            end();
            awaitEnd(System.nanoTime() + STOP_NANOS);
        }

        private void end() {
            closed = true;
            subscriptions.remove(this);
            backlog.end();
        }

        private void awaitEnd(long deadlineNanos) {
            try {
                thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
                if (thread.isAlive()) {
                    LOG.warn("stop-late: {} takes too long to hear the last reports: some are lost", thread.getName());
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }
}
