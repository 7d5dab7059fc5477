package org.gatewatch.monitor.internal;

import java.time.Instant;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/** Where reports and changes go, and the time they are made at. */
interface ReportSink {
    /** Wall clock minus monotonic clock. */
    long offsetNanos();

    Instant now();

    /** Whether anybody wants the samples of a period before its report. */
    boolean takesSamples();

    void sampled(PeriodSamples samples);

    void reported(Report report);

    void changed(ProbeStatus status);

    /** What is known of before the restart. */
    Recollections recollections();
}
