package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.Arrays;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;

/**
 * The samples of one probe that are not history yet: one int each in a ring, because they are most of the memory that
 * a probe takes, and when they were sent in a smaller ring
 * for those that are undecided. A sample's fate is read against its timeout when somebody looks, so there is no timer
 * per sample; what nobody answered becomes lost when {@link #decideNext(long)} reaches it after its deadline. Confined
 * to the monitor thread.
 */
final class SampleWindow {
    /**
     * How long after its timeout a sample is still open: an answer that came in time may wait this long in the capture
     * ring (its 100 ms batches), behind a garbage collection, and in the event ring.
     */
    static final long DECISION_SLACK_NANOS = 250_000_000L;

    /** So long may this thread be kept from deciding before samples are given up for it. */
    private static final long FALL_BEHIND_NANOS = Duration.ofSeconds(2).toNanos();

    /** A ring entry is an {@linkplain Rtt RTT} when it is not negative, this, or below it: see {@link #encoded}. */
    private static final int PENDING = -1;

    private static final long NOT_KNOWN = Long.MIN_VALUE;
    private static final int FELL_BEHIND = Fate.unusable(VoidReason.ENGINE_BEHIND);

    private final long timeoutNanos;
    private final int[] entries;
    private long[] sentAtNanos;
    private long next;
    private long decided;

    /**
     * Makes a window.
     *
     * @param samples how many consecutive samples are kept
     * @param undecided how many of them may be undecided; when there are more, the oldest are given up as void. Of so
     *     many it is kept when they were sent
     * @param timeoutNanos an answer is late when its RTT is longer
     */
    SampleWindow(int samples, int undecided, long timeoutNanos) {
        this.timeoutNanos = timeoutNanos;
        entries = new int[Math.max(samples, undecided)];
        sentAtNanos = new long[undecided];
        Arrays.fill(entries, encoded(FELL_BEHIND));
    }

    /** A window that holds a period of a probe until the last of its samples is decided and it is closed. */
    static SampleWindow of(Probe probe, Duration period) {
        int undecided = undecided(probe);
        long keptNanos = Period.longestNanos(period) + Closing.SPREAD.toNanos();
        long inPeriod = keptNanos / probe.interval().toNanos() + 1;
        long timeout = probe.timeout().toNanos();
        return new SampleWindow(Math.toIntExact(inPeriod + undecided), undecided, timeout);
    }

    /** How many samples of a probe may be undecided. */
    static int undecided(Probe probe) {
        long longest = probe.timeout().toNanos() + DECISION_SLACK_NANOS + FALL_BEHIND_NANOS;
        return Math.toIntExact(longest / probe.interval().toNanos() + 4);
    }

    /** From now on it is kept of all samples when they were sent. */
    void keepAllTimes() {
        keepTimes(entries.length);
    }

    /** From now on it is kept of so many samples only when they were sent. */
    void keepTimes(int samples) {
        if (samples == sentAtNanos.length) {
            return;
        }
        while (next - decided > samples) {
            end(decided++, FELL_BEHIND);
        }
        long[] before = sentAtNanos;
        sentAtNanos = new long[samples];
        Arrays.fill(sentAtNanos, NOT_KNOWN);
        for (long sequence = Math.max(0, decided - 1); sequence < next; sequence++) {
            sentAtNanos[sentSlot(sequence)] = before[(int) (sequence % before.length)];
        }
    }

    /** Whether it is kept when a sample was sent; only where all times are kept. */
    boolean knowsTime(long sequence) {
        return isKept(sequence) && sentAtNanos(sequence) != NOT_KNOWN;
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
            put(next, encoded(FELL_BEHIND), atNanos);
        }
        put(sequence, PENDING, atNanos);
    }

    private void put(long sequence, int entry, long atNanos) {
        if (sequence - decided >= sentAtNanos.length) {
            end(decided++, FELL_BEHIND); // its deadline would be overwritten
        }
        entries[slot(sequence)] = entry;
        sentAtNanos[sentSlot(sequence)] = atNanos;
        next = sequence + 1;
    }

    /**
     * A reply came. Whatever was thought of the sample before, even that it was lost, unreachable or unusable, a reply
     * proves that it was answered.
     *
     * @return false when the sample has a reply already: this one is a duplicate
     */
    boolean answered(long sequence, long rttNanos) {
        if (entries[slot(sequence)] >= 0) {
            return false;
        }
        entries[slot(sequence)] = Rtt.packed(rttNanos);
        return true;
    }

    /** It ended without a reply, unless something better is known of it already. */
    void end(long sequence, int fate) {
        int entry = entries[slot(sequence)];
        if (entry == PENDING || entry == encoded(Fate.LOST)) {
            entries[slot(sequence)] = encoded(fate);
        }
    }

    /** None of the samples that nothing is known of yet can be used. */
    void discardPending(VoidReason reason) {
        for (long sequence = decided; sequence < next; sequence++) {
            end(sequence, Fate.unusable(reason));
        }
    }

    /** Whether the sample was sent, and not so long ago that its place is taken by another. */
    boolean isKept(long sequence) {
        return sequence >= 0 && sequence < next && sequence >= firstKept();
    }

    /** The oldest sample whose place is not taken by another. */
    long firstKept() {
        return Math.max(0, next - entries.length);
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
        if (entries[slot] == PENDING) {
            if (nowNanos - sentAtNanos(decided) < timeoutNanos + DECISION_SLACK_NANOS) {
                return false;
            }
            entries[slot] = encoded(Fate.LOST);
        }
        decided++;
        return true;
    }

    /** When a sample was sent that is undecided, or was decided last, or whose time is kept. */
    long sentAtNanos(long sequence) {
        return sentAtNanos[sentSlot(sequence)];
    }

    /** When the oldest undecided sample is decided at the latest; {@code otherwise} when there is none. */
    long deadlineNanos(long otherwise) {
        return decided == next ? otherwise : sentAtNanos(decided) + timeoutNanos + DECISION_SLACK_NANOS;
    }

    /** What became of a decided sample, and why: a {@link Fate}. The window fell behind if it is not kept. */
    int fate(long sequence) {
        if (!isKept(sequence)) {
            return FELL_BEHIND;
        }
        int entry = entries[slot(sequence)];
        if (entry < 0) {
            return decoded(entry);
        }
        return Rtt.nanos(entry) <= timeoutNanos ? Fate.ANSWERED : Fate.LATE;
    }

    Outcome outcome(long sequence) {
        return Fate.outcome(fate(sequence));
    }

    /** The RTT of an answered or late sample. */
    long rttNanos(long sequence) {
        return Rtt.nanos(entries[slot(sequence)]);
    }

    /** A fate as an entry of the ring: below {@link #PENDING}. */
    private static int encoded(int fate) {
        return PENDING - 1 - fate;
    }

    private static int decoded(int entry) {
        return PENDING - 1 - entry;
    }

    private int slot(long sequence) {
        return (int) (sequence % entries.length);
    }

    private int sentSlot(long sequence) {
        return (int) (sequence % sentAtNanos.length);
    }
}
