package org.gatewatch.api.report;

import java.util.OptionalDouble;

/**
 * How the samples of one period ended. Every sample is counted in exactly one of {@code answered} to {@code voided};
 * {@code duplicates} and {@code reordered} count replies beside that.
 *
 * @param answered in time
 * @param late answered after the timeout; counts as lost in {@link #lossPercent()}
 * @param lost not answered
 * @param refused by a TCP RST
 * @param unreachable an ICMP error came back
 * @param notSent our own side did not send
 * @param voided sent, but unusable
 * @param duplicates further replies to a sample that had one
 * @param reordered replies that came after the reply to a later sample
 * @param lossRuns how many runs of consecutive unanswered samples there were; samples that say nothing about the path
 *     neither begin nor end one
 * @param longestLossRun how many samples the longest of them had
 */
public record SampleCounts(
        int answered,
        int late,
        int lost,
        int refused,
        int unreachable,
        int notSent,
        int voided,
        int duplicates,
        int reordered,
        int lossRuns,
        int longestLossRun) {

    /** Samples that speak about the path: all but not-sent and void. */
    public int sent() {
        return answered + late + lost + refused + unreachable;
    }

    /** {@code (sent − answered) / sent} in percent, 0–100; empty when nothing was sent. */
    public OptionalDouble lossPercent() {
        return sent() == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * (sent() - answered) / sent());
    }
}
