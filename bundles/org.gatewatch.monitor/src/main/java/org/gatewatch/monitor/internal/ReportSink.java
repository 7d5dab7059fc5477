package org.gatewatch.monitor.internal;

import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/**
 * Where reports and changes go, the time they are made at, and what was known of a probe before the restart. Confined to
 * the monitor thread.
 */
final class ReportSink {
    private final Hearing hearing;
    private final Notifier notifier;
    private final Recollections recollections = new Recollections();
    /** Whether periods that are closed now are closed before their time. */
    private boolean cutting;

    ReportSink(Hearing hearing, Notifier notifier) {
        this.hearing = hearing;
        this.notifier = notifier;
    }

    /** Wall clock minus monotonic clock. */
    long offsetNanos() {
        return hearing.offsetNanos();
    }

    Instant now() {
        return hearing.now();
    }

    /** What is known of before the restart. */
    Recollections recollections() {
        return recollections;
    }

    /** Whether anybody wants the samples of a period before its report. */
    boolean takesSamples() {
        return notifier.takesSamples();
    }

    void sampled(PeriodSamples samples) {
        notifier.sampled(samples);
    }

    void reported(Report report) {
        if (cutting) {
            notifier.cutShort(report);
        } else {
            notifier.reported(report);
        }
    }

    /** The last report for all to see once there is this one: half a period is none. */
    Optional<Report> shown(Report report, Optional<Report> before) {
        return cutting ? before : Optional.of(report);
    }

    /** From now on reports are of periods that are not over. */
    void cutShort() {
        cutting = true;
    }

    void changed(ProbeStatus status) {
        recollections.changed(status);
        notifier.changed(status);
    }

    /** A probe that does not run, and so has no verdict to remember, does thus. */
    void idle(ProbeStatus status) {
        notifier.changed(status);
    }

    /** How it does once it is switched on again is news, also if it does as it did before. */
    void switchedOff(ProbeStatus status) {
        recollections.forgetVerdict(status.id());
        notifier.changed(status);
    }

    void gone(ProbeId id) {
        recollections.forget(id);
        notifier.removed(id);
    }
}
