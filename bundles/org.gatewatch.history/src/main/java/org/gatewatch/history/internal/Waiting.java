package org.gatewatch.history.internal;

import java.time.Duration;
import java.time.Instant;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.Report;

/** A period that is to be stored: whose, when and how long it was, and the rest as a codec writes it. */
final class Waiting {
    private static final int OBJECT_BYTES = 72;

    final ProbeId id;
    final long startSeconds;
    final long periodSeconds;
    final byte[] encoded;

    private Waiting(ProbeId id, Instant start, Duration period, byte[] encoded) {
        this.id = id; // the engine's own object
        this.startSeconds = start.getEpochSecond();
        this.periodSeconds = period.toSeconds();
        this.encoded = encoded;
    }

    /** @param isPart whether the period was cut short */
    static Waiting of(Report report, boolean isPart) {
        byte[] encoded = PeriodCodec.encode(PastPeriod.of(report), isPart);
        return new Waiting(report.id(), report.periodStart(), report.period(), encoded);
    }

    static Waiting of(PeriodSamples samples) {
        return new Waiting(samples.id(), samples.periodStart(), samples.period(), SampleCodec.encode(samples));
    }

    /** In memory, roughly. */
    int bytes() {
        return OBJECT_BYTES + encoded.length;
    }
}
