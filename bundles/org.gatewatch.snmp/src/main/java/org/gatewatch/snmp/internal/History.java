package org.gatewatch.snmp.internal;

import java.time.Duration;
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
 * The last periods of one probe, with growing indexes. What one object shows never changes, although all of one probe's
 * share a ring: a newer one writes only where nobody looks any more. So a period costs 40 octets of garbage, and 10,000
 * probes with 50 periods each take 2.4 MB.
 */
final class History {
    static final int MAX_ENTRIES = 50;
    static final History EMPTY = new History(new int[0], 1, 0, 0, 0);

    /**
     * So many periods may end while somebody still looks at an older object: requests are answered from a view that is
     * at most a second old, and no period is shorter.
     */
    private static final int UNSEEN_ENTRIES = 6;

    private static final int SLOTS = MAX_ENTRIES + UNSEEN_ENTRIES;
    private static final int STATUS_BITS = 4;
    /** The longest timeout has 60,000 ms. */
    private static final long MAX_RESPONSE_MILLIS = 0xFFFF;

    /** The entry of each index modulo the length, response time above status; 0 where a period has none. */
    private final int[] ring;

    private final long firstIndex;
    private final long lastIndex;
    private final long lastEndSecond;
    private final int periodSeconds;

    private History(int[] ring, long firstIndex, long lastIndex, long lastEndSecond, int periodSeconds) {
        this.ring = ring;
        this.firstIndex = Math.max(firstIndex, lastIndex - MAX_ENTRIES + 1);
        this.lastIndex = lastIndex;
        this.lastEndSecond = lastEndSecond;
        this.periodSeconds = periodSeconds;
    }

    /**
     * The history with one entry more and without what is too old; to be called once on each object. Ends of periods are
     * computed from the last, so an entry of another length, or at another time than its index says, starts it anew, as
     * does an index that does not grow.
     */
    History with(Entry entry, Duration period) {
        long periods = entry.index() - lastIndex;
        boolean follows = size() > 0
                && periods > 0
                && periods < MAX_ENTRIES
                && period.toSeconds() == periodSeconds
                && entry.end().getEpochSecond() == lastEndSecond + periods * periodSeconds;
        var next = new History(
                follows ? ringFor(entry.index()) : new int[SLOTS],
                follows ? firstIndex : entry.index(),
                entry.index(),
                entry.end().getEpochSecond(),
                (int) period.toSeconds());
        next.ring[slot(entry.index())] = (int) Math.min(entry.responseMillis(), MAX_RESPONSE_MILLIS) << STATUS_BITS
                | entry.status().number();
        return next;
    }

    /** A ring of its own where entries are left out, for to say so overwrites several. */
    private int[] ringFor(long index) {
        if (index == lastIndex + 1) {
            return ring;
        }
        int[] own = ring.clone();
        for (long missed = lastIndex + 1; missed < index; missed++) {
            own[slot(missed)] = 0;
        }
        return own;
    }

    private static int slot(long index) {
        return (int) (index % SLOTS);
    }

    /** Indexes from the first to the last. */
    int size() {
        return (int) (lastIndex - firstIndex + 1);
    }

    Optional<Entry> at(long index) {
        if (index < firstIndex || index > lastIndex || ring[slot(index)] == 0) {
            return Optional.empty();
        }
        int packed = ring[slot(index)];
        return Optional.of(new Entry(
                index,
                Instant.ofEpochSecond(lastEndSecond - (lastIndex - index) * periodSeconds),
                packed >>> STATUS_BITS,
                ResponseStatus.of(packed & ((1 << STATUS_BITS) - 1))));
    }

    /** The entry with the smallest index above the given one. */
    Optional<Entry> after(long index) {
        for (long next = Math.max(index + 1, firstIndex); next <= lastIndex; next++) {
            var entry = at(next);
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /**
     * One completed period in a probe's history.
     *
     * @param index 1 to 2^32−1
     * @param end of the period, a whole second; the epoch before the first
     * @param responseMillis mean round-trip time rounded up, at most 65,535; the timeout when nothing came in time; 0 when nothing was
     *     sent
     * @param status how the period ended
     */
    record Entry(long index, Instant end, long responseMillis, ResponseStatus status) {
        /** What is shown of a probe before its first period has ended: managers look for a row to know the probe. */
        static final Entry NONE_YET = new Entry(1, Instant.EPOCH, 0, ResponseStatus.UNKNOWN);

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
