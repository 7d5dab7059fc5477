package org.gatewatch.monitor.internal.verdict;

import java.util.Arrays;

/**
 * The newest usable samples of one probe: a bit each for whether it was unanswered, and the RTT in whole microseconds
 * where somebody asks for it. 10,000 probes keep one of these, so it is small.
 */
final class RecentSamples {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int[] NO_RTT = {};

    private final boolean withRtt;
    private long[] unanswered;
    private int[] rttMicros = NO_RTT;
    private int length;
    private int next;
    private int count;
    private int losses;
    private long rttSumMicros;

    RecentSamples(int length, boolean withRtt) {
        this.withRtt = withRtt;
        restart(length);
    }

    /** Forgets all samples and keeps the newest {@code newLength} from now on. */
    void restart(int newLength) {
        if (newLength == length) {
            Arrays.fill(unanswered, 0);
        } else {
            length = newLength;
            unanswered = new long[(length + Long.SIZE - 1) / Long.SIZE];
            rttMicros = withRtt ? new int[length] : rttMicros;
        }
        next = 0;
        count = 0;
        losses = 0;
        rttSumMicros = 0;
    }

    void add(boolean lost, long rttNanos) {
        boolean full = count == length;
        long bit = 1L << next; // the shift takes next modulo 64
        int word = next / Long.SIZE;
        boolean oldLost = full && (unanswered[word] & bit) != 0;
        losses += (lost ? 1 : 0) - (oldLost ? 1 : 0);
        unanswered[word] = lost ? unanswered[word] | bit : unanswered[word] & ~bit;
        if (withRtt) {
            rttSumMicros -= full ? rttMicros[next] : 0;
            rttMicros[next] = lost ? 0 : (int) (rttNanos / NANOS_PER_MICRO);
            rttSumMicros += rttMicros[next];
        }
        count = full ? count : count + 1;
        next = next + 1 == length ? 0 : next + 1;
    }

    int length() {
        return length;
    }

    int count() {
        return count;
    }

    int losses() {
        return losses;
    }

    int answers() {
        return count - losses;
    }

    /** Of what is kept; 0 when that is nothing. */
    double lossPercent() {
        return count == 0 ? 0 : 100.0 * losses / count;
    }

    /** Of the answered ones; 0 when there is none. */
    long meanRttNanos() {
        return answers() == 0 ? 0 : rttSumMicros * NANOS_PER_MICRO / answers();
    }
}
