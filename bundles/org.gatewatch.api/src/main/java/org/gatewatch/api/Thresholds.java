package org.gatewatch.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When a verdict about a probe is raised and cleared. Raise and clear levels differ, so that a path at the edge does not
 * flap; a level must hold for a time before it counts. Immutable.
 *
 * @param minSamples with fewer judged samples than these there is no first verdict, 1–1000
 * @param downAfter so many unanswered samples in a row are {@code DOWN} at once, 1–1000
 * @param upAfter so many answered samples in a row end {@code DOWN}, 1–1000
 * @param loss levels of the loss percentage over the last 30 s (20 to 1000 samples), 0–100
 * @param rtt levels of the mean RTT over the same samples; empty when RTT raises nothing
 * @param raiseAfter how long a raise level must be exceeded before {@code DEGRADED} is said, 0–1 h
 * @param clearAfter how long a clear level must hold before {@code DEGRADED} is taken back, 0–1 h
 */
public record Thresholds(
        int minSamples,
        int downAfter,
        int upAfter,
        Levels<Double> loss,
        Optional<Levels<Duration>> rtt,
        Duration raiseAfter,
        Duration clearAfter) {
    public static final int MAX_SAMPLES = 1_000;
    public static final Duration MAX_HOLD = Duration.ofHours(1);

    /** Ten samples; down after 3, up after 3; loss raised at 5 %, cleared below 2.5 %; nothing is held down. */
    public static final Thresholds DEFAULT =
            new Thresholds(10, 3, 3, new Levels<>(5.0, 2.5), Optional.empty(), Duration.ZERO, Duration.ZERO);

    /**
     * A pair of levels.
     *
     * @param raise at this value or above {@code DEGRADED} is raised
     * @param clear below this value it is cleared; at most {@code raise}
     */
    public record Levels<T extends Comparable<T>>(T raise, T clear) {
        public Levels {
            if (clear.compareTo(raise) > 0) {
                throw new IllegalArgumentException("clear " + clear + ": allowed is at most raise, " + raise);
            }
        }
    }

    public Thresholds {
        requireCount("minSamples", minSamples);
        requireCount("downAfter", downAfter);
        requireCount("upAfter", upAfter);
        Objects.requireNonNull(rtt, "rtt");
        if (loss.clear() < 0 || loss.raise() > 100) {
            throw new IllegalArgumentException("loss " + loss + ": allowed is 0 to 100 percent");
        }
        requireHold("raiseAfter", raiseAfter);
        requireHold("clearAfter", clearAfter);
    }

    /** Where loss is cleared, in percent, that is raised there, if nobody says otherwise: as by {@link #DEFAULT}. */
    public static double usualClearLoss(double raise) {
        return raise / 2;
    }

    /** Likewise for RTT, which never falls far below what the path takes: nine tenths. */
    public static Duration usualClearRtt(Duration raise) {
        return raise.multipliedBy(9).dividedBy(10);
    }

    private static void requireCount(String key, int value) {
        if (value < 1 || value > MAX_SAMPLES) {
            throw new IllegalArgumentException(key + " " + value + ": allowed is 1 to " + MAX_SAMPLES);
        }
    }

    private static void requireHold(String key, Duration value) {
        if (value.isNegative() || value.compareTo(MAX_HOLD) > 0) {
            throw new IllegalArgumentException(key + " " + value + ": allowed is 0s to 1h");
        }
    }
}
