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
    History with(Entry entry) {
        boolean grows = size() > 0 && entry.index() > index(size() - 1);
        int kept = grows ? Math.min(size(), MAX_ENTRIES - 1) : 0;
        long[] numbers = Arrays.copyOfRange(packed, packed.length - kept * NUMBERS, packed.length + NUMBERS);
        numbers[kept * NUMBERS] = (((entry.index() << RESPONSE_BITS) | response(entry)) << STATUS_BITS)
                | entry.status().number();
        numbers[kept * NUMBERS + 1] = entry.end().toEpochMilli();
        return new History(numbers);
    }

    private static long response(Entry entry) {
        return Math.min(entry.responseMillis(), (1L << RESPONSE_BITS) - 1);
    }

    int size() {
        return packed.length / NUMBERS;
    }

    Entry entry(int position) {
        long number = packed[position * NUMBERS];
        return new Entry(
                index(position),
                Instant.ofEpochMilli(packed[position * NUMBERS + 1]),
                (number >>> STATUS_BITS) & ((1L << RESPONSE_BITS) - 1),
                ResponseStatus.of((int) number & ((1 << STATUS_BITS) - 1)));
    }

    private long index(int position) {
        return packed[position * NUMBERS] >>> (STATUS_BITS + RESPONSE_BITS);
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
     * @param end of the period, to the millisecond
     * @param responseMillis mean round-trip time rounded up; the timeout when nothing came in time; 0 when nothing was
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
