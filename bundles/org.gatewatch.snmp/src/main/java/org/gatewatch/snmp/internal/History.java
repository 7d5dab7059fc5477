package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.snmp.internal.PingMib.ResponseStatus;

/**
 * The last periods of one probe, oldest first, with growing indexes. Immutable. One number per entry instead of an
 * object graph: 10,000 probes with 50 entries each then take 4 MB.
 */
final class History {
    static final int MAX_ENTRIES = 50;
    static final History EMPTY = new History(new long[0], 0);

    private static final int STATUS_BITS = 4;
    /** The longest timeout has 60,000 ms. */
    private static final int RESPONSE_BITS = 16;

    private static final int INDEX_BITS = 12;
    private static final int SECONDS_BITS = 32;

    /** Per entry: end of the period in epoch seconds, lowest bits of the index, response time, status. */
    private final long[] packed;

    private final long lastIndex;

    private History(long[] packed, long lastIndex) {
        this.packed = packed;
        this.lastIndex = lastIndex;
    }

    /**
     * The history with one entry more and without what is too old; an index that does not grow, or leaps so far that its
     * lowest bits do not tell it, starts it anew.
     */
    History with(Entry entry) {
        boolean grows = size() > 0 && entry.index() > lastIndex && entry.index() - index(0) <= mask(INDEX_BITS);
        int kept = grows ? Math.min(size(), MAX_ENTRIES - 1) : 0;
        long[] numbers = Arrays.copyOfRange(packed, packed.length - kept, packed.length + 1);
        numbers[kept] = pack(entry);
        return new History(numbers, entry.index());
    }

    private static long pack(Entry entry) {
        long number = entry.end().getEpochSecond() & mask(SECONDS_BITS);
        number = number << INDEX_BITS | (entry.index() & mask(INDEX_BITS));
        number = number << RESPONSE_BITS | Math.min(entry.responseMillis(), mask(RESPONSE_BITS));
        return number << STATUS_BITS | entry.status().number();
    }

    int size() {
        return packed.length;
    }

    Entry entry(int position) {
        long number = packed[position];
        return new Entry(
                index(position),
                Instant.ofEpochSecond(number >>> (INDEX_BITS + RESPONSE_BITS + STATUS_BITS)),
                (number >>> STATUS_BITS) & mask(RESPONSE_BITS),
                ResponseStatus.of((int) (number & mask(STATUS_BITS))));
    }

    /** The nearest index with these lowest bits that is not after the last. */
    private long index(int position) {
        long lowest = packed[position] >>> (RESPONSE_BITS + STATUS_BITS);
        return lastIndex - ((lastIndex - lowest) & mask(INDEX_BITS));
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    Optional<Entry> at(long index) {
        return after(index - 1).filter(entry -> entry.index() == index);
    }

    /** The entry with the smallest index above the given one. */
    Optional<Entry> after(long index) {
        for (int position = 0; position < size(); position++) {
            if (index(position) > index) {
                return Optional.of(entry(position));
            }
        }
        return Optional.empty();
    }

    /**
     * One completed period in a probe's history.
     *
     * @param index 1 to 2^32−1
     * @param end of the period, a whole second
     * @param responseMillis mean round-trip time rounded up, at most 65,535; the timeout when nothing came in time; 0 when nothing was
     *     sent
     * @param status how the period ended
     */
    record Entry(long index, Instant end, long responseMillis, ResponseStatus status) {
        static Entry of(Report report) {
            var status = status(report);
            return new Entry(
                    index(report.sequence()),
                    report.periodStart().plus(report.period()),
                    responseMillis(report, status),
                    status);
        }

        /** The sequence number; RFC 4560 wants it to start again at 1 after the largest. */
        static long index(long sequence) {
            return Math.floorMod(sequence - 1, SnmpValues.MAX_UNSIGNED) + 1;
        }

        private static ResponseStatus status(Report report) {
            SampleCounts counts = report.counts();
            if (counts.answered() > 0) {
                return ResponseStatus.RESPONSE_RECEIVED;
            }
            if (counts.lost() + counts.late() > 0) {
                return ResponseStatus.REQUEST_TIMED_OUT;
            }
            if (counts.unreachable() > 0) {
                return ResponseStatus.NO_ROUTE_TO_TARGET;
            }
            if (counts.refused() == 0 && counts.notSent() > 0) {
                return notSent(report);
            }
            return ResponseStatus.UNKNOWN;
        }

        /** By what kept most packets from being sent. */
        private static ResponseStatus notSent(Report report) {
            var reason = report.details().stream()
                    .filter(detail -> detail.outcome() == Outcome.NOT_SENT)
                    .max(Comparator.comparingInt(OutcomeDetail::samples))
                    .flatMap(detail -> Arrays.stream(SendResult.values())
                            .filter(result -> result.reason().equals(detail.reason()))
                            .findFirst());
            return switch (reason.orElse(SendResult.SEND_ERROR)) {
                case NAME_UNRESOLVED -> ResponseStatus.UNABLE_TO_RESOLVE_DNS_NAME;
                case NO_ROUTE -> ResponseStatus.NO_ROUTE_TO_TARGET;
                case INTERFACE_DOWN -> ResponseStatus.INTERFACE_INACTIVE_TO_TARGET;
                case NEIGHBOUR_UNRESOLVED -> ResponseStatus.ARP_FAILURE;
                default -> ResponseStatus.INTERNAL_ERROR;
            };
        }

        private static long responseMillis(Report report, ResponseStatus status) {
            if (report.rtt().isPresent()) {
                return SnmpValues.millisOfAnswer(report.rtt().get().meanNanos());
            }
            return status == ResponseStatus.REQUEST_TIMED_OUT
                    ? report.probe().timeout().toMillis()
                    : 0;
        }
    }
}
