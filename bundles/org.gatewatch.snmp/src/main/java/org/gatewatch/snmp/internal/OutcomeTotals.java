package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;

/**
 * How all samples of one probe ended, summed over its completed periods. Immutable.
 *
 * @param sinceEpochSecond start of the first period that is counted; 0 before there was one
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

    static final OutcomeTotals NONE = new OutcomeTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Optional<Instant> since() {
        return sinceEpochSecond == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(sinceEpochSecond));
    }

    OutcomeTotals plus(Report report) {
        SampleCounts counts = report.counts();
        return new OutcomeTotals(
                sinceEpochSecond == 0 ? report.periodStart().getEpochSecond() : sinceEpochSecond,
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
