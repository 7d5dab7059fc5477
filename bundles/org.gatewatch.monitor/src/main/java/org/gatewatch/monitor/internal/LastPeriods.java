package org.gatewatch.monitor.internal;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes all periods at the end of the process: first those that are over, which are reported as always, then those that run,
 * so that a restart loses no more than the time it takes. What is on its way cannot be heard any more and is void.
 */
record LastPeriods(Summary summary, ReportSink sink) {
    private static final Logger LOG = LoggerFactory.getLogger(LastPeriods.class);

    /** Times are as those of {@link ProbeRun#advance}. */
    void close(Collection<ProbeRun> runs, long nowNanos, long heardNanos) {
        runs.forEach(run -> guarded(run, () -> {
            run.discardPending(VoidReason.STOPPED);
            run.advance(nowNanos, heardNanos, sink);
            run.closeAll(summary, sink);
        }));
        sink.cutShort();
        runs.forEach(run -> guarded(run, () -> {
            if (run.samples().cutPeriodShort(sink.offsetNanos())) {
                run.closeAll(summary, sink);
            }
        }));
    }

    /** A bug must stay this probe's. */
    private static void guarded(ProbeRun run, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("measurement-lost: what {} measured last is lost", run.id(), e);
        }
    }
}
