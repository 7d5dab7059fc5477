package org.gatewatch.monitor.internal.verdict;

import java.time.Duration;

/** How slow and how long a peer is tried that may limit its answers: enough to be sure, and no more. */
final class TrialPlan {
    /** An alarm waits so long for a trial to end. */
    static final long WITHHELD_NANOS = Duration.ofSeconds(10).toNanos();
    /** No pace is slower than this many times the wanted one. */
    static final int MAX_FACTOR = 16;
    /** Six blocks: with five degrees of freedom half of chance's deviation comes about by chance in one of five cases. */
    static final int SUSPECT_SAMPLES = 6 * Regularity.BLOCK;
    /** At the pace that is kept, loss below a clear level of 2.5 % can be told from one above. */
    static final int SETTLE_SAMPLES = 40;
    /** A limiter may answer a burst after a rest. */
    static final int FULL_PACE_SAMPLES = 240;

    /** How much slower than what it answers a limited peer is tried. */
    private static final double MARGIN = 1.25;

    private static final int MIN_FACTOR = 2;
    private static final int TRIAL_LOSSES = 12;
    private static final int MIN_TRIAL_SAMPLES = 24;
    private static final int MAX_TRIAL_SAMPLES = 240;
    /** A lost packet is known so long after its timeout. */
    private static final long DECISION_NANOS = Duration.ofMillis(350).toNanos();

    private TrialPlan() {}

    /** The pace at which a limiter that answers this share (0–1) would answer everything. */
    static int factorFor(double answered) {
        int factor = MIN_FACTOR;
        while (factor < MAX_FACTOR && factor * answered < MARGIN) {
            factor *= 2;
        }
        return factor;
    }

    /** So many packets that their loss, if it were the one before (0–1), could hardly be half of it by chance. */
    static int trialSamples(double loss) {
        return (int) Math.max(MIN_TRIAL_SAMPLES, Math.min(MAX_TRIAL_SAMPLES, TRIAL_LOSSES / loss));
    }

    /** Whether suspicion, trial at a typical pace and its confirmation end before an alarm is withheld too long. */
    static boolean isQuick(long intervalNanos, long timeoutNanos) {
        long samples = SUSPECT_SAMPLES + 4L * MIN_TRIAL_SAMPLES + MIN_TRIAL_SAMPLES;
        return samples * intervalNanos + 2 * (timeoutNanos + DECISION_NANOS) <= WITHHELD_NANOS;
    }
}
