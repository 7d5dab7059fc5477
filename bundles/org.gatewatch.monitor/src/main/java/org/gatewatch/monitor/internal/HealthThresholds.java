package org.gatewatch.monitor.internal;

import java.time.Duration;

/**
 * When a verdict is raised and cleared. Raise and clear levels differ, so a path at the edge does not flap.
 *
 * @param window how many of the newest usable samples are judged
 * @param minSamples fewer than these make no verdict but {@code DOWN}
 * @param downAfter this many unanswered samples in a row are {@code DOWN}
 * @param upAfter this many answered samples in a row end {@code DOWN}
 * @param degradedRaisePercent {@code DEGRADED} is raised at this loss or more …
 * @param degradedMinLosses … if at least this many samples were lost: one lost packet is no alarm
 * @param degradedClearPercent {@code DEGRADED} is cleared below this loss
 */
record HealthThresholds(
        int window,
        int minSamples,
        int downAfter,
        int upAfter,
        double degradedRaisePercent,
        int degradedMinLosses,
        double degradedClearPercent) {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration DOWN_AFTER = Duration.ofSeconds(5);

    /** What suits a probe's interval: a window of 30 s (20–1000 samples), down after 5 s (5–100 samples) of silence. */
    static HealthThresholds forInterval(Duration interval) {
        return new HealthThresholds(
                samplesIn(WINDOW, interval, 20, 1000), 10, samplesIn(DOWN_AFTER, interval, 5, 100), 3, 5.0, 3, 2.5);
    }

    private static int samplesIn(Duration span, Duration interval, int atLeast, int atMost) {
        return (int) Math.max(atLeast, Math.min(atMost, span.dividedBy(interval)));
    }
}
