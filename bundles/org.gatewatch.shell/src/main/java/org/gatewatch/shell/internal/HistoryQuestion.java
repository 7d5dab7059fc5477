package org.gatewatch.shell.internal;

import java.time.Instant;

/**
 * What the command line asks about the past of a probe. What is null is not asked for, or as the probe has it.
 *
 * @param monitor the probe's monitor
 * @param probe its name
 * @param since start of the time asked for
 * @param until its end
 * @param trial levels to judge the past by; null when only the past is asked for
 * @param samples whether single samples are asked for, and not periods
 */
public record HistoryQuestion(
        String monitor, String probe, Instant since, Instant until, Trial trial, boolean samples) {
    /** A question about periods. */
    public HistoryQuestion(String monitor, String probe, Instant since, Instant until, Trial trial) {
        this(monitor, probe, since, until, trial, false);
    }

    /** The same about single samples. */
    public HistoryQuestion aboutSamples() {
        return new HistoryQuestion(monitor, probe, since, until, trial, true);
    }

    /** The same about a probe of another monitor. */
    HistoryQuestion of(String otherMonitor) {
        return new HistoryQuestion(otherMonitor, probe, since, until, trial, samples);
    }

    /** Levels in percent and milliseconds. */
    public record Trial(Double raiseLoss, Double clearLoss, Double raiseRtt, Double clearRtt) {}
}
