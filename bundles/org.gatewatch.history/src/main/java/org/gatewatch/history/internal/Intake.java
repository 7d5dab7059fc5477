package org.gatewatch.history.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Periods that wait for the disk, bounded; beyond that the oldest give way and are counted. Thread-safe. */
final class Intake {
    /** A share of what there is room for. */
    private static final int MUCH = 4;

    private final int capacity;
    private final long maxBytes;
    private final Object lock = new Object();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(); // guarded by lock
    private long bytes; // guarded by lock
    private long dropped; // guarded by lock

    /**
     * An empty one.
     *
     * @param capacity how many periods may wait
     * @param maxBytes how much memory they may take
     */
    Intake(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    /** Whether much waits now: a quarter of what can. */
    boolean add(Waiting period) {
        synchronized (lock) {
            waiting.addLast(period);
            bytes += period.bytes();
            dropOldest();
            return MUCH * waiting.size() >= capacity || MUCH * bytes >= maxBytes;
        }
    }

    boolean isEmpty() {
        synchronized (lock) {
            return waiting.isEmpty();
        }
    }

    /** Takes all, in the order in which they came. */
    List<Waiting> takeAll() {
        synchronized (lock) {
            var all = new ArrayList<>(waiting);
            waiting.clear();
            bytes = 0;
            return all;
        }
    }

    /** Takes back what was not stored. */
    void giveBack(List<Waiting> periods) {
        synchronized (lock) {
            for (int i = periods.size() - 1; i >= 0; i--) {
                waiting.addFirst(periods.get(i));
                bytes += periods.get(i).bytes();
            }
            dropOldest();
        }
    }

    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    private void dropOldest() {
        synchronized (lock) {
            while (waiting.size() > capacity || bytes > maxBytes) {
                bytes -= waiting.removeFirst().bytes();
                dropped++;
            }
        }
    }
}
