package org.gatewatch.monitor.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;

/**
 * What the scheduler and capture threads tell the monitor thread: a bounded ring of many producers and one consumer. All
 * events are made once, so nothing is allocated; producers meet at one compare-and-set, the consumer never makes them
 * wait. Events of one producer stay in order, and an event that is put before another begins is taken before it.
 *
 * <p>When the ring is full the event is dropped and counted: whoever reads must then take every sample that is still
 * undecided as unusable, because its answer may be what was dropped.
 */
final class EventRing {
    /** Takes events in order; called on the consumer's thread. */
    interface Handler {
        void sending(ProbeRun run, long sequence, long atNanos);

        void handedOver(ProbeRun run, long sequence, SendResult result);

        void answered(ProbeRun run, long sequence, long rttNanos);

        void unreachable(ProbeRun run, long sequence, IcmpError error);

        void unstamped(ProbeRun run, long sequence);
    }

    private enum Kind {
        SENDING,
        HANDED_OVER,
        ANSWERED,
        UNREACHABLE,
        UNSTAMPED
    }

    private static final class Event {
        /** Position in the endless sequence of events that this slot holds; written last, read first. */
        volatile long published = -1;

        Kind kind;
        ProbeRun run;
        long sequence;
        long nanos;
        Object detail;
    }

    private final Event[] slots;
    private final int mask;
    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    /** Written by the consumer only. */
    private volatile long taken;

    /**
     * Makes a ring.
     *
     * @param capacity how many events wait at most, a power of two
     */
    EventRing(int capacity) {
        if (capacity <= 0 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + ": allowed is a power of two");
        }
        slots = new Event[capacity];
        mask = capacity - 1;
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Event();
        }
    }

    /** Says that a packet is about to be sent. False when there is no room to account for it: then do not send. */
    boolean sending(ProbeRun run, long sequence, long atNanos) {
        return put(Kind.SENDING, run, sequence, atNanos, null);
    }

    void handedOver(ProbeRun run, long sequence, SendResult result) {
        put(Kind.HANDED_OVER, run, sequence, 0, result);
    }

    void answered(ProbeRun run, long sequence, long rttNanos) {
        put(Kind.ANSWERED, run, sequence, rttNanos, null);
    }

    void unreachable(ProbeRun run, long sequence, IcmpError error) {
        put(Kind.UNREACHABLE, run, sequence, 0, error);
    }

    void unstamped(ProbeRun run, long sequence) {
        put(Kind.UNSTAMPED, run, sequence, 0, null);
    }

    /** How many events were dropped since the start. Any thread. */
    long dropped() {
        return dropped.get();
    }

    /** Everything that is published before this call has a position below the returned one. Consumer only. */
    long horizon() {
        return claimed.get();
    }

    /** Takes the events below a horizon, as far as they are published. Consumer only. */
    void drain(long horizon, Handler handler) {
        long position = taken;
        while (position < horizon) {
            Event event = slots[(int) position & mask];
            if (event.published != position) {
                break; // claimed, but its producer is still writing: it comes with the next drain
            }
            deliver(event, handler);
            event.run = null;
            event.detail = null;
            taken = ++position;
        }
    }

    private boolean put(Kind kind, ProbeRun run, long sequence, long nanos, Object detail) {
        long position;
        do {
            position = claimed.get();
            if (position - taken >= slots.length) {
                dropped.incrementAndGet();
                return false;
            }
        } while (!claimed.compareAndSet(position, position + 1));
        Event event = slots[(int) position & mask];
        event.kind = kind;
        event.run = run;
        event.sequence = sequence;
        event.nanos = nanos;
        event.detail = detail;
        event.published = position;
        return true;
    }

    private static void deliver(Event event, Handler handler) {
        switch (event.kind) {
            case SENDING -> handler.sending(event.run, event.sequence, event.nanos);
            case HANDED_OVER -> handler.handedOver(event.run, event.sequence, (SendResult) event.detail);
            case ANSWERED -> handler.answered(event.run, event.sequence, event.nanos);
            case UNREACHABLE -> handler.unreachable(event.run, event.sequence, (IcmpError) event.detail);
            case UNSTAMPED -> handler.unstamped(event.run, event.sequence);
        }
    }
}
