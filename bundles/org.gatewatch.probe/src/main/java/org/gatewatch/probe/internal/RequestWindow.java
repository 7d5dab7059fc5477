package org.gatewatch.probe.internal;

import java.time.Duration;
import java.util.Arrays;

/**
 * When the kernel saw the last requests of one probe leave. Written and read by the capture thread only.
 *
 * <p>It holds what can be answered: the timeout and as long again for late answers.
 */
final class RequestWindow {
    /** Stands for "no stamp": no kernel was running then. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MIN_SLOTS = 4;
    /** 60 s of timeout and 60 s of lateness every 10 ms; not more than the 16 bits that an ICMP error quotes. */
    private static final int MAX_SLOTS = 16_384;

    private static final Duration MIN_LATENESS = Duration.ofSeconds(2);

    /** What is known of a request, side by side: with thousands of probes each further array is a cache miss. */
    private static final int NUMBER = 0;

    private static final int REQUEST_NANOS = 1;
    private static final int REPLY_NANOS = 2;
    private static final int STRIDE = 3;

    /** What one more answer to a request is. */
    enum Sight {
        /** An answer of its own: the first, or a duplicate. */
        NEW,
        /** The same packet seen on another of several stacked interfaces: the kernel stamps it once. */
        COPY,
        /** A repetition by a peer that keeps trying. */
        REPEATED
    }

    private final long[] entries;
    private long newest = -1;

    RequestWindow(Duration interval, Duration timeout) {
        Duration lateness = timeout.compareTo(MIN_LATENESS) > 0 ? timeout : MIN_LATENESS;
        long wanted = timeout.plus(lateness).dividedBy(interval) + 1; // one more, for a scheduler that is late
        int slots = (int) Math.min(MAX_SLOTS, Math.max(MIN_SLOTS, wanted));
        entries = new long[slots * STRIDE];
        Arrays.fill(entries, NONE);
    }

    int slots() {
        return entries.length / STRIDE;
    }

    /** Keeps a request's stamp. Where interfaces are stacked, the first copy is the one of the interface it was given to. */
    void sent(long number, long stampNanos) {
        int entry = entry(number);
        if (number > entries[entry + NUMBER]) { // an older one is a request of ours that came round again
            entries[entry + NUMBER] = number;
            entries[entry + REQUEST_NANOS] = stampNanos;
            entries[entry + REPLY_NANOS] = NONE;
            newest = Math.max(newest, number);
        }
    }

    /** When the request left; {@link #NONE} when it was not seen or is forgotten. */
    long requestNanos(long number) {
        int entry = entry(number);
        return !forgotten(number) && entries[entry + NUMBER] == number ? entries[entry + REQUEST_NANOS] : NONE;
    }

    /** Whether a request is so old that the place is a later one's. */
    boolean forgotten(long number) {
        return newest - number >= slots();
    }

    /**
     * Keeps an answer's stamp.
     *
     * @param retransmissionNanos after how much time a second answer is the first one repeated
     */
    Sight answered(long number, long stampNanos, long retransmissionNanos) {
        int reply = entry(number) + REPLY_NANOS;
        long beforeNanos = entries[reply];
        entries[reply] = stampNanos;
        if (beforeNanos == NONE) {
            return Sight.NEW;
        }
        if (beforeNanos == stampNanos) {
            return Sight.COPY;
        }
        return stampNanos - beforeNanos > retransmissionNanos ? Sight.REPEATED : Sight.NEW;
    }

    /** The newest request with these low 16 bits; {@link #NONE} when it is forgotten or there was none. */
    long numberOf(int sequence) {
        long number = newest - ((newest - sequence) & 0xffff);
        return number >= 0 && requestNanos(number) != NONE ? number : NONE;
    }

    private int entry(long number) {
        return (int) (number % slots()) * STRIDE;
    }
}
