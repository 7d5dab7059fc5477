package org.gatewatch.snmp.internal;

import java.time.Instant;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.snmp.internal.DismanPing.ResponseStatus;

/**
 * One completed period in a probe's history.
 *
 * @param index 1 to 2^32−1
 * @param end of the period, to the millisecond
 * @param responseMillis mean round-trip time rounded up; the timeout when nothing came in time; 0 when nothing was sent
 * @param status how the period ended
 */
record HistoryEntry(long index, Instant end, long responseMillis, ResponseStatus status) {
    static HistoryEntry of(Report report) {
        var status = status(report);
        return new HistoryEntry(
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
            // without a source address there was no route for it either
            return report.source().isEmpty() ? ResponseStatus.NO_ROUTE_TO_TARGET : ResponseStatus.INTERNAL_ERROR;
        }
        return ResponseStatus.UNKNOWN;
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
