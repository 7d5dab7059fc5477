package org.gatewatch.history.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Periods that wait for the disk, bounded; beyond that the oldest give way and are counted. Thread-safe. */
final class Intake {
    /** Shares of what there is room for. Each write costs some 240 bytes of heap for as long as the periods are kept. */
    private static final int MANY = 2;

    private static final int LARGE = 4;

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

    /** Whether much waits now: half of the periods that can, or a quarter of the bytes. */
    boolean add(Waiting period) {
        synchronized (lock) {
            waiting.addLast(period);
            bytes += period.bytes();
            dropOldest();
            return MANY * waiting.size() >= capacity || LARGE * bytes >= maxBytes;
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
