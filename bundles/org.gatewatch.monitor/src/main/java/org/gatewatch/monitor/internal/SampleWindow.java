package org.gatewatch.monitor.internal;

import java.util.Arrays;
import org.gatewatch.api.Outcome;

/**
 * The samples of one probe that are not history yet: one long each in a ring, and when they were sent in a smaller ring
 * for those that are undecided. A sample's fate is read against its timeout when somebody looks, so there is no timer
 * per sample; what nobody answered becomes lost when {@link #decideNext(long)} reaches it after its deadline. Confined
 * to the monitor thread.
 */
final class SampleWindow {
    /**
     * How long after its timeout a sample is still open: an answer that came in time may wait this long in the capture
     * ring (its 50 ms batches), behind a garbage collection, and in the event ring.
     */
    static final long DECISION_SLACK_NANOS = 250_000_000L;

    /** A ring entry is an RTT in nanoseconds when it is not negative, otherwise one of these. */
    private static final long PENDING = -1;

    private static final long LOST = -2;
    private static final long UNREACHABLE = -3;
    private static final long NOT_SENT = -4;
    private static final long VOID = -5;

    private final long timeoutNanos;
    private final long[] fate;
    private final long[] sentAtNanos;
    private long next;
    private long decided;

    /**
     * Makes a window.
     *
     * @param samples how many consecutive samples are kept
     * @param undecided how many of them may be undecided; when there are more, the oldest are given up as void
     * @param timeoutNanos an answer is late when its RTT is longer
     */
    SampleWindow(int samples, int undecided, long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
        fate = new long[Math.max(samples, undecided)];
        sentAtNanos = new long[undecided];
        Arrays.fill(fate, VOID);
    }

    /** The sequence that the next sample gets; all below it were given to {@link #sending}. */
    long next() {
        return next;
    }

    /** Every sample below this one is decided. */
    long decided() {
        return decided;
    }

    /** A packet is on its way out. Sequences that were skipped in between never existed and read as void. */
    void sending(long sequence, long atNanos) {
        while (next < sequence) {
            put(next, VOID, atNanos);
        }
        put(sequence, PENDING, atNanos);
    }

    private void put(long sequence, long value, long atNanos) {
        if (sequence - decided >= sentAtNanos.length) {
            discard(decided++); // we fell behind: its deadline would be overwritten
        }
        fate[slot(sequence)] = value;
        sentAtNanos[sentSlot(sequence)] = atNanos;
        next = sequence + 1;
    }

    /** Our own side did not send it. */
    void notSent(long sequence) {
        if (isKept(sequence)) {
            fate[slot(sequence)] = NOT_SENT;
        }
    }

    /**
     * A reply came. Whatever was thought of the sample before, even that it was lost, unreachable or unusable, a reply
     * proves that it was answered.
     *
     * @return false when the sample has a reply already: this one is a duplicate
     */
    boolean answered(long sequence, long rttNanos) {
        if (fate[slot(sequence)] >= 0) {
            return false;
        }
        fate[slot(sequence)] = rttNanos;
        return true;
    }

    /** An ICMP error came instead of a reply. */
    void unreachable(long sequence) {
        if (fate[slot(sequence)] == PENDING) {
            fate[slot(sequence)] = UNREACHABLE;
        }
    }

    /** The sample cannot be used. */
    void discard(long sequence) {
        if (fate[slot(sequence)] == PENDING || fate[slot(sequence)] == LOST) {
            fate[slot(sequence)] = VOID;
        }
    }

    /** None of the samples that nothing is known of yet can be used. */
    void discardPending() {
        for (long sequence = decided; sequence < next; sequence++) {
            discard(sequence);
        }
    }

    /** Whether the sample was sent, and not so long ago that its place is taken by another. */
    boolean isKept(long sequence) {
        return sequence >= 0 && sequence < next && sequence >= next - fate.length;
    }

    /**
     * Decides the oldest undecided sample if its time has come.
     *
     * @return whether a sample was decided: {@code decided() - 1}
     */
    boolean decideNext(long nowNanos) {
        if (decided == next) {
            return false;
        }
        int slot = slot(decided);
        if (fate[slot] == PENDING) {
            if (nowNanos - sentAtNanos[sentSlot(decided)] < timeoutNanos + DECISION_SLACK_NANOS) {
                return false;
            }
            fate[slot] = LOST;
        }
        decided++;
        return true;
    }

    /** When the oldest undecided sample is decided at the latest; {@code otherwise} when there is none. */
    long deadlineNanos(long otherwise) {
        return decided == next ? otherwise : sentAtNanos[sentSlot(decided)] + timeoutNanos + DECISION_SLACK_NANOS;
    }

    /** What became of a kept, decided sample. */
    Outcome outcome(long sequence) {
        long value = fate[slot(sequence)];
        if (value >= 0) {
            return value <= timeoutNanos ? Outcome.ANSWERED : Outcome.LATE;
        }
        if (value == UNREACHABLE) {
            return Outcome.UNREACHABLE;
        }
        if (value == NOT_SENT) {
            return Outcome.NOT_SENT;
        }
        return value == VOID ? Outcome.VOID : Outcome.LOST;
    }

    /** The RTT of an answered or late sample. */
    long rttNanos(long sequence) {
        return fate[slot(sequence)];
    }

    private int slot(long sequence) {
        return (int) (sequence % fate.length);
    }

    private int sentSlot(long sequence) {
        return (int) (sequence % sentAtNanos.length);
    }
}
