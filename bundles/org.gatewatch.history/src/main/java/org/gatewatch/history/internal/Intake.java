package org.gatewatch.history.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Periods that wait for the disk, at most so many; beyond that the oldest give way and are counted. Thread-safe. */
final class Intake {
    private final int capacity;
    private final Object lock = new Object();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(); // guarded by lock
    private long dropped; // guarded by lock

    Intake(int capacity) {
        this.capacity = capacity;
    }

    /** How many wait now, this one among them. */
    int add(Waiting period) {
        synchronized (lock) {
            waiting.addLast(period);
            dropOldest();
            return waiting.size();
        }
    }

    /** Takes all, in the order in which they came. */
    List<Waiting> takeAll() {
        synchronized (lock) {
            var all = new ArrayList<>(waiting);
            waiting.clear();
            return all;
        }
    }

    /** Takes back what was not stored. */
    void giveBack(List<Waiting> periods) {
        synchronized (lock) {
            for (int i = periods.size() - 1; i >= 0; i--) {
                waiting.addFirst(periods.get(i));
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
            while (waiting.size() > capacity) {
                waiting.removeFirst();
                dropped++;
            }
        }
    }
}
