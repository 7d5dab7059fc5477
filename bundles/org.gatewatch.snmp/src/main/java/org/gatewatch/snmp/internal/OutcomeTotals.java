package org.gatewatch.snmp.internal;

import java.time.Instant;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;

/**
 * How all samples of one probe ended, summed over its completed periods. Immutable.
 *
 * @param sinceEpochSecond start of the first period that is counted
 */
record OutcomeTotals(
        long sinceEpochSecond,
        long answered,
        long late,
        long lost,
        long refused,
        long unreachable,
        long notSent,
        long voided,
        long duplicates,
        long reordered) {

    static OutcomeTotals startingAt(Instant start) {
        return new OutcomeTotals(start.getEpochSecond(), 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    Instant since() {
        return Instant.ofEpochSecond(sinceEpochSecond);
    }

    OutcomeTotals plus(Report report) {
        SampleCounts counts = report.counts();
        return new OutcomeTotals(
                sinceEpochSecond,
                answered + counts.answered(),
                late + counts.late(),
                lost + counts.lost(),
                refused + counts.refused(),
                unreachable + counts.unreachable(),
                notSent + counts.notSent(),
                voided + counts.voided(),
                duplicates + counts.duplicates(),
                reordered + counts.reordered());
    }
}
