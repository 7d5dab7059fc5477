package org.gatewatch.snmp.internal;

import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.SampleCounts;

/**
 * How all samples of one probe ended, summed over its completed periods. Immutable. Most probes have answers and losses
 * and nothing else, and share the rest.
 *
 * @param sinceEpochSecond start of the first period that is counted; 0 before there was one
 */
record OutcomeTotals(long sinceEpochSecond, long answered, long lost, Rare rare) {
    static final OutcomeTotals NONE = new OutcomeTotals(0, 0, 0, new Rare(0, 0, 0, 0, 0, 0, 0));

    /** What hardly ever happens. */
    record Rare(long late, long refused, long unreachable, long notSent, long voided, long duplicates, long reordered) {
        Rare plus(SampleCounts counts) {
            int more = counts.late()
                    + counts.refused()
                    + counts.unreachable()
                    + counts.notSent()
                    + counts.voided()
                    + counts.duplicates()
                    + counts.reordered();
            return more == 0
                    ? this
                    : new Rare(
                            late + counts.late(),
                            refused + counts.refused(),
                            unreachable + counts.unreachable(),
                            notSent + counts.notSent(),
                            voided + counts.voided(),
                            duplicates + counts.duplicates(),
                            reordered + counts.reordered());
        }
    }

    Optional<Instant> since() {
        return sinceEpochSecond == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(sinceEpochSecond));
    }

    OutcomeTotals plus(Report report) {
        SampleCounts counts = report.counts();
        return new OutcomeTotals(
                sinceEpochSecond == 0 ? report.periodStart().getEpochSecond() : sinceEpochSecond,
                answered + counts.answered(),
                lost + counts.lost(),
                rare.plus(counts));
    }
}
