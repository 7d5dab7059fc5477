package org.gatewatch.monitor.internal;

import java.util.Arrays;

/**
 * What is due when: a hashed timing wheel (Varghese and Lauck 1987, scheme 6). To schedule or to cancel costs the same
 * however many timers there are, and allocates nothing. What is due later than one turn of the wheel stays in its slot and
 * is passed by until its turn comes. Confined to one thread.
 *
 * <p>Timers are numbers, and the lists that they are in are arrays of numbers: a reference between objects that is written
 * twice a second and probe makes the next young collection look at all probes, and is a cache miss besides.
 */
final class TimingWheel<T> {
    /** Hears what is due. It may add and schedule any timer, and remove or cancel the one that it was called for. */
    interface Handler<T> {
        void due(T owner, long nowNanos);
    }

    /** As the next of a timer that is in no list. */
    private static final int NOT_SCHEDULED = -1;

    private static final int FIRST_TIMERS = 64;

    private final long tickNanos;
    private final int slots;
    /** Circular lists. The first numbers are the slots, the heads of the lists; those after them are timers. */
    private int[] next;

    private int[] previous;
    /** When each timer is due, or was last. */
    private long[] dueNanos;

    private Object[] owners;
    /** Every number from this one on was never used. */
    private int end;
    /** The first of the numbers that were given back, each pointing to the next; itself a slot when there is none. */
    private int free;
    /** The tick that time has reached; no timer lies in a slot before it. */
    private long cursor;

    /**
     * Makes a wheel.
     *
     * @param tickNanos how much time a slot stands for
     * @param slots how many there are, a power of two
     * @param nowNanos where it starts to turn
     */
    TimingWheel(long tickNanos, int slots, long nowNanos) {
        this.tickNanos = tickNanos;
        this.slots = slots;
        this.end = slots;
        next = new int[slots + FIRST_TIMERS];
        previous = new int[next.length];
        dueNanos = new long[next.length];
        owners = new Object[next.length];
        for (int slot = 0; slot < slots; slot++) {
            next[slot] = slot;
            previous[slot] = slot;
        }
        this.cursor = tickOf(nowNanos);
    }

    /**
     * Makes a timer that is not scheduled.
     *
     * @return its number, until it is removed
     */
    int add(T owner) {
        int timer = free;
        if (timer >= slots) {
            free = previous[timer];
        } else {
            timer = end++;
            if (timer == next.length) {
                grow();
            }
        }
        next[timer] = NOT_SCHEDULED;
        owners[timer] = owner;
        return timer;
    }

    private void grow() {
        int length = 2 * next.length;
        next = Arrays.copyOf(next, length);
        previous = Arrays.copyOf(previous, length);
        dueNanos = Arrays.copyOf(dueNanos, length);
        owners = Arrays.copyOf(owners, length);
    }

    /** Ends a timer; its number may become another's. */
    void remove(int timer) {
        cancel(timer);
        owners[timer] = null;
        previous[timer] = free;
        free = timer;
    }

    boolean isScheduled(int timer) {
        return next[timer] != NOT_SCHEDULED;
    }

    /** When it is due, or was last. */
    long dueNanos(int timer) {
        return dueNanos[timer];
    }

    /** Sets a timer, anew if it was set; at once when that time has passed. */
    void schedule(int timer, long atNanos) {
        cancel(timer);
        dueNanos[timer] = atNanos;
        int head = slot(Math.max(cursor, tickOf(atNanos)));
        previous[timer] = head;
        next[timer] = next[head];
        previous[next[head]] = timer;
        next[head] = timer;
    }

    /** Does nothing when the timer is not set. */
    void cancel(int timer) {
        if (isScheduled(timer)) {
            next[previous[timer]] = next[timer];
            previous[next[timer]] = previous[timer];
            next[timer] = NOT_SCHEDULED;
        }
    }

    /** Turns the wheel, and hands over everything that is due. */
    void expire(long nowNanos, Handler<T> handler) {
        long last = tickOf(nowNanos);
        long first = Math.max(cursor, last - slots + 1); // one turn sees every slot
        cursor = Math.max(cursor, last);
        for (long tick = first; tick <= last; tick++) {
            expire(slot(tick), nowNanos, handler);
        }
    }

    @SuppressWarnings("unchecked") // only add() puts owners there
    private void expire(int head, long nowNanos, Handler<T> handler) {
        int timer = next[head];
        while (timer != head) {
            int after = next[timer];
            if (dueNanos[timer] - nowNanos <= 0) {
                cancel(timer);
                handler.due((T) owners[timer], nowNanos);
            }
            timer = after;
        }
    }

    /**
     * No timer is due before this, but perhaps later: only slots are looked at. {@code horizonNanos}, less than one turn
     * ahead, when nothing is before.
     */
    long nothingDueBefore(long horizonNanos) {
        long last = Math.min(tickOf(horizonNanos), cursor + slots - 1);
        for (long tick = cursor; tick <= last; tick++) {
            int head = slot(tick);
            if (next[head] != head) {
                return Math.min(tick * tickNanos, horizonNanos);
            }
        }
        return horizonNanos;
    }

    private int slot(long tick) {
        return (int) tick & (slots - 1);
    }

    private long tickOf(long nanos) {
        return Math.floorDiv(nanos, tickNanos);
    }
}
