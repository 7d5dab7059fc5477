package org.gatewatch.monitor.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;

/**
 * What the scheduler and capture threads tell the monitor thread: a bounded ring of many producers and one consumer. Its
 * arrays are made once, so nothing is allocated; producers meet at one compare-and-set, the consumer never makes them
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

        void refused(ProbeRun run, long sequence, long rttNanos);

        void unreachable(ProbeRun run, long sequence, IcmpError error);

        void unstamped(ProbeRun run, long sequence);

        /** One of the above failed with this; what follows is taken all the same. */
        void failed(ProbeRun run, RuntimeException fault);
    }

    private enum Kind {
        SENDING,
        HANDED_OVER,
        ANSWERED,
        REFUSED,
        UNREACHABLE,
        UNSTAMPED;

        private static final Kind[] ALL = values();
    }

    private static final VarHandle PUBLISHED = MethodHandles.arrayElementVarHandle(int[].class);

    private final int mask;
    private final Runnable wake;
    /** The position in the endless sequence of events, cut to 32 bits, that a slot holds; written last, read first. */
    private final int[] published;

    // What a slot holds; arrays beside each other need half the memory of an object for each slot.
    /** Ordinals: a reference that is written is looked at by the next collection. */
    private final byte[] kinds;

    private final ProbeRun[] runs;
    private final long[] sequences;
    private final long[] nanos;
    private final Object[] details;

    private final AtomicLong claimed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    /** Written by the consumer only. */
    private final AtomicLong taken = new AtomicLong();

    /**
     * Makes a ring.
     *
     * @param capacity how many events wait at most, a power of two
     * @param wake called on a producer's thread when the ring is more than half full, so that the consumer comes early
     */
    EventRing(int capacity, Runnable wake) {
        if (capacity <= 0 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + ": allowed is a power of two");
        }
        this.wake = wake;
        mask = capacity - 1;
        published = new int[capacity];
        Arrays.fill(published, -1);
        kinds = new byte[capacity];
        runs = new ProbeRun[capacity];
        sequences = new long[capacity];
        nanos = new long[capacity];
        details = new Object[capacity];
    }

    /** Says that a packet is about to be sent, before anything else about it can be known. False when there is no room to account for it: then do not send. */
    boolean sending(ProbeRun run, long sequence, long atNanos) {
        return put(Kind.SENDING, run, sequence, atNanos, null);
    }

    /** Says what came of it. False when there is no room. */
    boolean handedOver(ProbeRun run, long sequence, SendResult result) {
        return put(Kind.HANDED_OVER, run, sequence, 0, result);
    }

    void answered(ProbeRun run, long sequence, long rttNanos) {
        put(Kind.ANSWERED, run, sequence, rttNanos, null);
    }

    void refused(ProbeRun run, long sequence, long rttNanos) {
        put(Kind.REFUSED, run, sequence, rttNanos, null);
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

    /** How many events wait now. Any thread. */
    int waiting() {
        long takenBefore = taken.getAcquire(); // first: it never overtakes what is claimed
        return (int) (claimed.get() - takenBefore);
    }

    /** Everything that is published before this call has a position below the returned one. Consumer only. */
    long horizon() {
        return claimed.get();
    }

    /**
     * Takes the events below a horizon, as far as they are published. Consumer only.
     *
     * @return whether it got there; if not, a producer still writes: the next drain takes the rest
     */
    boolean drain(long horizon, Handler handler) {
        long position = taken.getPlain();
        while (position < horizon && isPublished(position)) {
            int slot = (int) position & mask;
            Kind kind = Kind.ALL[kinds[slot]];
            ProbeRun run = runs[slot];
            long sequence = sequences[slot];
            long value = nanos[slot];
            Object detail = details[slot];
            runs[slot] = null;
            if (detail != null) { // as with kinds: seldom
                details[slot] = null;
            }
            taken.setRelease(++position); // before the handler: an event that makes it fail does not come again
            try {
                deliver(handler, kind, run, sequence, value, detail);
            } catch (RuntimeException e) {
                handler.failed(run, e);
            }
        }
        return position >= horizon;
    }

    private boolean isPublished(long position) {
        return (int) PUBLISHED.getAcquire(published, (int) position & mask) == (int) position;
    }

    @SuppressWarnings("EnumOrdinal") // never leaves this object
    private boolean put(Kind kind, ProbeRun run, long sequence, long value, Object detail) {
        long position;
        long waiting;
        do {
            position = claimed.get();
            waiting = position - taken.getAcquire();
            if (waiting >= published.length) {
                dropped.incrementAndGet();
                return false;
            }
        } while (!claimed.compareAndSet(position, position + 1));
        int slot = (int) position & mask;
        kinds[slot] = (byte) kind.ordinal();
        runs[slot] = run;
        sequences[slot] = sequence;
        nanos[slot] = value;
        if (detail != null) {
            details[slot] = detail;
        }
        PUBLISHED.setRelease(published, slot, (int) position);
        if (waiting > (mask >> 1) && (position & (mask >> 2)) == 0) { // once in a quarter of the ring is enough
            wake.run();
        }
        return true;
    }

    // More parameters than elsewhere: they are the event, and an object for it would be one more to make.
    private static void deliver(Handler handler, Kind kind, ProbeRun run, long sequence, long nanos, Object detail) {
        switch (kind) {
            case SENDING -> handler.sending(run, sequence, nanos);
            case HANDED_OVER -> handler.handedOver(run, sequence, (SendResult) detail);
            case ANSWERED -> handler.answered(run, sequence, nanos);
            case REFUSED -> handler.refused(run, sequence, nanos);
            case UNREACHABLE -> handler.unreachable(run, sequence, (IcmpError) detail);
            case UNSTAMPED -> handler.unstamped(run, sequence);
        }
    }
}
