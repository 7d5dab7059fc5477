package org.gatewatch.monitor.internal;

/**
 * What is due when: a hashed timing wheel (Varghese and Lauck 1987, scheme 6). To schedule or to cancel costs the same
 * however many timers there are, and allocates nothing: timers are links of the lists they are in. What is due later than
 * one turn of the wheel stays in its slot and is passed by until its turn comes. Confined to one thread.
 */
final class TimingWheel<T> {
    /** Hears what is due. It may schedule any timer, and cancel the one that it was called for. */
    interface Handler<T> {
        void due(T owner, long nowNanos);
    }

    /** Something that is due once, until it is scheduled again. */
    static final class Timer<T> {
        private final T owner;
        private long dueNanos;
        private Timer<T> previous;
        private Timer<T> next;

        Timer(T owner) {
            this.owner = owner;
        }

        boolean isScheduled() {
            return next != null;
        }

        /** When it is due, or was last. */
        long dueNanos() {
            return dueNanos;
        }

        private void linkAfter(Timer<T> head) {
            previous = head;
            next = head.next;
            next.previous = this;
            head.next = this;
        }

        private void unlink() {
            previous.next = next;
            next.previous = previous;
            previous = null;
            next = null;
        }
    }

    private final long tickNanos;
    /** Heads of circular lists. */
    private final Timer<T>[] slots;
    /** The tick that time has reached; no timer lies in a slot before it. */
    private long cursor;

    /**
     * Makes a wheel.
     *
     * @param tickNanos how much time a slot stands for
     * @param slots how many there are, a power of two
     * @param nowNanos where it starts to turn
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    TimingWheel(long tickNanos, int slots, long nowNanos) {
        this.tickNanos = tickNanos;
        this.slots = new Timer[slots];
        for (int i = 0; i < slots; i++) {
            var head = new Timer<T>(null);
            head.previous = head;
            head.next = head;
            this.slots[i] = head;
        }
        this.cursor = tickOf(nowNanos);
    }

    /** Sets a timer, anew if it was set; at once when that time has passed. */
    void schedule(Timer<T> timer, long dueNanos) {
        cancel(timer);
        timer.dueNanos = dueNanos;
        timer.linkAfter(slot(Math.max(cursor, tickOf(dueNanos))));
    }

    /** Does nothing when the timer is not set. */
    void cancel(Timer<T> timer) {
        if (timer.isScheduled()) {
            timer.unlink();
        }
    }

    /** Turns the wheel, and hands over everything that is due. */
    void expire(long nowNanos, Handler<T> handler) {
        long last = tickOf(nowNanos);
        long first = Math.max(cursor, last - slots.length + 1); // one turn sees every slot
        cursor = Math.max(cursor, last);
        for (long tick = first; tick <= last; tick++) {
            expire(slot(tick), nowNanos, handler);
        }
    }

    private void expire(Timer<T> head, long nowNanos, Handler<T> handler) {
        Timer<T> timer = head.next;
        while (timer != head) {
            Timer<T> next = timer.next;
            if (timer.dueNanos - nowNanos <= 0) {
                timer.unlink();
                handler.due(timer.owner, nowNanos);
            }
            timer = next;
        }
    }

    /**
     * No timer is due before this, but perhaps later: only slots are looked at, as touching every timer in them costs
     * more than a turn in vain. {@code horizonNanos}, less than one turn ahead, when nothing is before.
     */
    long nothingDueBefore(long horizonNanos) {
        long last = Math.min(tickOf(horizonNanos), cursor + slots.length - 1);
        for (long tick = cursor; tick <= last; tick++) {
            Timer<T> head = slot(tick);
            if (head.next != head) {
                return Math.min(tick * tickNanos, horizonNanos);
            }
        }
        return horizonNanos;
    }

    private Timer<T> slot(long tick) {
        return slots[(int) tick & (slots.length - 1)];
    }

    private long tickOf(long nanos) {
        return Math.floorDiv(nanos, tickNanos);
    }
}
