package org.gatewatch.history.internal;

import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.Report;

/** A period that is to be stored: whose, when and how long it was, and the rest as {@link PeriodCodec} writes it. */
final class Waiting {
    final ProbeId id;
    final long startSeconds;
    final long periodSeconds;
    final byte[] encoded;

    Waiting(Report report) {
        id = report.id(); // the engine's own object
        startSeconds = report.periodStart().getEpochSecond();
        periodSeconds = report.period().toSeconds();
        encoded = PeriodCodec.encode(PastPeriod.of(report));
    }
}
