package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.gatewatch.snmp.internal.DismanPing.ResponseStatus;

/**
 * The last periods of one probe, oldest first, with growing indexes. Immutable. Two numbers per entry instead of an
 * object graph: 10,000 probes with 50 entries each then take 8 MB.
 */
final class History {
    static final int MAX_ENTRIES = 50;
    static final History EMPTY = new History(new long[0]);

    private static final int NUMBERS = 2;
    private static final int STATUS_BITS = 4;
    private static final int RESPONSE_BITS = 28;

    /** Per entry: index, response time and status in one number, then the end of the period in epoch milliseconds. */
    private final long[] packed;

    private History(long[] packed) {
        this.packed = packed;
    }

    /** The history with one entry more and without what is too old; an index that does not grow starts it anew. */
    History with(HistoryEntry entry) {
        boolean grows = size() > 0 && entry.index() > index(size() - 1);
        int kept = grows ? Math.min(size(), MAX_ENTRIES - 1) : 0;
        long[] numbers = Arrays.copyOfRange(packed, packed.length - kept * NUMBERS, packed.length + NUMBERS);
        numbers[kept * NUMBERS] = (((entry.index() << RESPONSE_BITS) | response(entry)) << STATUS_BITS)
                | entry.status().number();
        numbers[kept * NUMBERS + 1] = entry.end().toEpochMilli();
        return new History(numbers);
    }

    private static long response(HistoryEntry entry) {
        return Math.min(entry.responseMillis(), (1L << RESPONSE_BITS) - 1);
    }

    int size() {
        return packed.length / NUMBERS;
    }

    HistoryEntry entry(int position) {
        long number = packed[position * NUMBERS];
        return new HistoryEntry(
                index(position),
                Instant.ofEpochMilli(packed[position * NUMBERS + 1]),
                (number >>> STATUS_BITS) & ((1L << RESPONSE_BITS) - 1),
                ResponseStatus.of((int) number & ((1 << STATUS_BITS) - 1)));
    }

    private long index(int position) {
        return packed[position * NUMBERS] >>> (STATUS_BITS + RESPONSE_BITS);
    }

    Optional<HistoryEntry> at(long index) {
        return after(index - 1).filter(entry -> entry.index() == index);
    }

    /** The entry with the smallest index above the given one. */
    Optional<HistoryEntry> after(long index) {
        for (int position = 0; position < size(); position++) {
            if (index(position) > index) {
                return Optional.of(entry(position));
            }
        }
        return Optional.empty();
    }
}
