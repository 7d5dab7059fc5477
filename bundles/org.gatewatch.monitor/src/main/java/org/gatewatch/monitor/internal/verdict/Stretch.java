package org.gatewatch.monitor.internal.verdict;

/**
 * What became of the packets that were sent to one peer in one stretch of time. Samples belong to it by when they were
 * sent: answers are decided before losses, so counting by when they are decided would favour answers.
 */
final class Stretch {
    /** One-sided, this far by chance once in 740 times. */
    private static final double SIGNIFICANT_Z = 3.0;
    /** Below this a host's own scheduling moves an RTT. */
    private static final long RTT_NOISE_NANOS = 500_000;

    private static final double RTT_TOLERANCE = 0.2;

    /** Covers nothing. */
    static final Stretch EMPTY = new Stretch(0, 0);

    final long toNanos;
    private final long fromNanos;
    private int samples;
    private int losses;
    private int answersWithBaseline;
    private double rttSumNanos;
    private double baselineSumNanos;

    Stretch(long fromNanos, long lengthNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = fromNanos + lengthNanos;
    }

    boolean covers(long sentAtNanos) {
        return sentAtNanos - fromNanos >= 0 && sentAtNanos - toNanos < 0;
    }

    void lost() {
        samples++;
        losses++;
    }

    /**
     * Counts an answer.
     *
     * @param baselineNanos the mean RTT of the same probe before, 0 when that is not known
     */
    void answered(long rttNanos, double baselineNanos) {
        samples++;
        if (baselineNanos > 0) {
            answersWithBaseline++;
            rttSumNanos += rttNanos;
            baselineSumNanos += baselineNanos;
        }
    }

    int losses() {
        return losses;
    }

    boolean isEmpty() {
        return samples == 0;
    }

    boolean isSilent() {
        return losses == samples;
    }

    /** 0–1; 0 when nothing was sent. */
    double loss() {
        return samples == 0 ? 0 : (double) losses / samples;
    }

    /** Whether answers take about as long as before; also when nothing is known of before. */
    boolean isAsFastAsBefore() {
        double noise = (double) answersWithBaseline * RTT_NOISE_NANOS;
        return Math.abs(rttSumNanos - baselineSumNanos) <= Math.max(RTT_TOLERANCE * baselineSumNanos, noise);
    }

    /** Whether less than half of the loss is left in a later stretch, and by more than chance: two proportions. */
    boolean lostClearlyMoreThan(Stretch later) {
        if (later.samples == 0 || later.loss() >= loss() / 2) {
            return false;
        }
        double pooled = (double) (losses + later.losses) / (samples + later.samples);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / samples + 1.0 / later.samples));
        return loss() - later.loss() >= SIGNIFICANT_Z * error;
    }
}
