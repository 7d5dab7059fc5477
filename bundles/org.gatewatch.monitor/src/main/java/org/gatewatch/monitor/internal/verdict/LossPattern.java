package org.gatewatch.monitor.internal.verdict;

import org.gatewatch.api.Outcome;
import org.gatewatch.api.report.SampleCounts;

/**
 * Where in a period its losses may have been: as many, in as many runs, the longest as long as they were, spread evenly,
 * with the longest run first. What our own side failed to send comes before all of them.
 */
final class LossPattern {
    private final boolean[] lost;
    private final int unusable;

    LossPattern(SampleCounts counts) {
        unusable = counts.notSent() + counts.voided();
        int sent = counts.sent();
        int losses = sent - counts.answered();
        lost = new boolean[sent];
        int runs = Math.max(losses > 0 ? 1 : 0, Math.min(counts.lossRuns(), losses));
        int left = losses;
        for (int run = 0; run < runs; run++) {
            int length = run == 0 ? longest(counts, losses, runs) : share(left, runs - run);
            place(run * sent / runs, length);
            left -= length;
        }
    }

    /** At least as many as its share, and so many that each other run has one. */
    private static int longest(SampleCounts counts, int losses, int runs) {
        int most = losses - (runs - 1);
        return Math.min(most, Math.max(counts.longestLossRun(), share(losses, runs)));
    }

    private static int share(int losses, int runs) {
        return (losses + runs - 1) / runs;
    }

    /** From there on, over places that are taken. */
    private void place(int from, int length) {
        int at = from;
        for (int left = length; left > 0; at++) {
            int place = at % lost.length;
            if (!lost[place]) {
                lost[place] = true;
                left--;
            }
        }
    }

    /** How the sample of this place in the period ended. */
    Outcome outcome(int sample) {
        if (sample < unusable) {
            return Outcome.NOT_SENT;
        }
        return lost[sample - unusable] ? Outcome.LOST : Outcome.ANSWERED;
    }
}
