package org.gatewatch.monitor.internal;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/**
 * What one listener has not heard yet, in order and bounded. Of a probe's changes only the latest waits, in the place of
 * the one before it: nothing that a listener needs is lost, however many probes change at once. When there are too many
 * others the oldest report is thrown away. A removal is not: nothing that comes later would tell that the probe is gone.
 * It moves to the removals that are owed, which are older than everything that waits. Thread-safe.
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

    record Sampled(PeriodSamples samples) implements Notification {
        @Override
        public void tell(ReportListener listener) {
            listener.sampled(samples);
        }
    }

    record CutShort(Report report) implements Notification {
        @Override
        public void tell(ReportListener listener) {
            listener.cutShort(report);
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

    /** The last: nothing is told after it. */
    record Farewell() implements Notification {
        @Override
        public void tell(ReportListener listener) {
            // it is for who tells
        }
    }

    /** A notification and when its turn is, counted from the first that was ever put. */
    private record Waiting(long turn, Notification notification) {}

    private final int capacity;
    private final Object lock = new Object();
    /** One for each probe at most. */
    private final Map<ProbeId, Waiting> changes = new LinkedHashMap<>(); // guarded by lock

    private final ArrayDeque<Waiting> others = new ArrayDeque<>(); // guarded by lock
    private final Set<Removed> owed = new LinkedHashSet<>(); // guarded by lock
    private long turns; // guarded by lock
    private boolean ended; // guarded by lock

    /**
     * Makes an empty one.
     *
     * @param capacity how many reports and removals wait at most, and how many removals are owed beside them
     */
    Backlog(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a notification, unless this has ended; whether another was thrown away for it. */
    boolean put(Notification notification) {
        synchronized (lock) {
            if (ended) {
                return false;
            }
            lock.notifyAll();
            if (notification instanceof Changed changed) {
                ProbeId id = changed.status().id();
                Waiting before = changes.get(id);
                changes.put(id, new Waiting(before == null ? turns++ : before.turn, changed));
                return false;
            }
            if (notification instanceof Removed removed) {
                changes.remove(removed.id()); // or it would come back
            }
            boolean dropped = others.size() == capacity && !owes(others.remove().notification);
            others.add(new Waiting(turns++, notification));
            return dropped;
        }
    }

    /** Keeps the oldest notification as owed if it is a removal; whether it is kept. */
    private boolean owes(Notification oldest) {
        return oldest instanceof Removed removed
                && owed.size() < capacity
                && (owed.add(removed) || owed.contains(removed));
    }

    /** How many wait now. */
    int size() {
        synchronized (lock) {
            return changes.size() + others.size() + owed.size();
        }
    }

    /** Takes nothing more, however full it is: what waits is told, then comes the farewell. */
    void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /** Waits for a notification and takes it. */
    Notification take() throws InterruptedException {
        synchronized (lock) {
            while (changes.isEmpty() && others.isEmpty() && owed.isEmpty()) {
                if (ended) {
                    return new Farewell();
                }
                lock.wait();
            }
            if (!owed.isEmpty()) {
                return removeFirst(owed.iterator());
            }
            if (changes.isEmpty()) {
                return others.remove().notification;
            }
            boolean otherFirst = !others.isEmpty() && others.element().turn < firstTurnOfChanges();
            return otherFirst
                    ? others.remove().notification
                    : removeFirst(changes.values().iterator()).notification;
        }
    }

    private long firstTurnOfChanges() {
        return changes.values().iterator().next().turn;
    }

    private static <T> T removeFirst(Iterator<T> all) {
        T first = all.next();
        all.remove();
        return first;
    }
}
