package org.gatewatch.monitor.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/**
 * What one listener has not heard yet, in order and bounded: when it is full the oldest report or change is thrown away.
 * A removal is not: nothing that comes later would tell that the probe is gone. It moves to the removals that are owed,
 * which are older than everything that waits. Thread-safe.
 */
final class Backlog {
    /** One thing to tell. */
    sealed interface Notification {
        void tell(ReportListener listener);
    }

    record Reported(Report report) implements Notification {
        @Override
        public void tell(ReportListener listener) {
            listener.reported(report);
        }
    }

    record Changed(ProbeStatus status) implements Notification {
        @Override
        public void tell(ReportListener listener) {
            listener.changed(status);
        }
    }

    record Removed(ProbeId id) implements Notification {
        @Override
        public void tell(ReportListener listener) {
            listener.removed(id);
        }
    }

    private final int capacity;
    private final Object lock = new Object();
    private final ArrayDeque<Notification> waiting = new ArrayDeque<>(); // guarded by lock
    private final Set<Removed> owed = new LinkedHashSet<>(); // guarded by lock

    /**
     * Makes an empty one.
     *
     * @param capacity how many notifications wait at most, and how many removals are owed beside them
     */
    Backlog(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a notification; whether another was thrown away for it. */
    boolean put(Notification notification) {
        synchronized (lock) {
            boolean dropped = waiting.size() == capacity && !owes(waiting.remove());
            waiting.add(notification);
            lock.notifyAll();
            return dropped;
        }
    }

    /** Keeps the oldest notification as owed if it is a removal; whether it is kept. */
    private boolean owes(Notification oldest) {
        return oldest instanceof Removed removed
                && owed.size() < capacity
                && (owed.add(removed) || owed.contains(removed));
    }

    /** Waits for a notification and takes it. */
    Notification take() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && owed.isEmpty()) {
                lock.wait();
            }
            if (owed.isEmpty()) {
                return waiting.remove();
            }
            var oldest = owed.iterator();
            Notification removed = oldest.next();
            oldest.remove();
            return removed;
        }
    }
}
