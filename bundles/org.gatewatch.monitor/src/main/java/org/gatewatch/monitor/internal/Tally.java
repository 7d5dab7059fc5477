package org.gatewatch.monitor.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.SampleCounts;

/** Counts how the samples of one period ended and why; used again and again. Confined to the monitor thread. */
final class Tally {
    private final int[] samplesByFate = new int[Fate.COUNT];
    private int lossRuns;
    private int longestLossRun;

    /** Counts samples {@code first} (inclusive) to {@code end} (exclusive), all decided. */
    void count(SampleWindow window, long first, long end) {
        Arrays.fill(samplesByFate, 0);
        lossRuns = 0;
        longestLossRun = 0;
        int run = 0;
        for (long sequence = first; sequence < end; sequence++) {
            int fate = window.fate(sequence);
            samplesByFate[fate]++;
            run = lossRunAfter(Fate.outcome(fate), run);
        }
    }

    private int lossRunAfter(Outcome outcome, int run) {
        return switch (outcome) {
            case ANSWERED -> 0;
            case NOT_SENT, VOID -> run; // says nothing about the path
            case LATE, LOST, REFUSED, UNREACHABLE -> {
                lossRuns += run == 0 ? 1 : 0;
                longestLossRun = Math.max(longestLossRun, run + 1);
                yield run + 1;
            }
        };
    }

    SampleCounts counts(Period period) {
        return new SampleCounts(
                samples(Outcome.ANSWERED),
                samples(Outcome.LATE),
                samples(Outcome.LOST),
                samples(Outcome.REFUSED),
                samples(Outcome.UNREACHABLE),
                samples(Outcome.NOT_SENT),
                samples(Outcome.VOID),
                period.duplicates,
                period.reordered,
                lossRuns,
                longestLossRun);
    }

    private int samples(Outcome outcome) {
        int samples = 0;
        for (int fate = 0; fate < Fate.COUNT; fate++) {
            samples += samplesByFate[fate] > 0 && Fate.outcome(fate) == outcome ? samplesByFate[fate] : 0;
        }
        return samples;
    }

    /**
     * Why those ended so that were not answered, in the outcomes' order.
     *
     * @param silence why nothing came for those that were lost
     */
    List<OutcomeDetail> details(IcmpErrors errors, Cause silence) {
        var details = new ArrayList<OutcomeDetail>(0);
        for (int fate = 0; fate < Fate.COUNT; fate++) {
            if (samplesByFate[fate] > 0 && fate != Fate.ANSWERED) {
                details.add(
                        fate == Fate.LOST
                                ? lost(silence, samplesByFate[fate])
                                : detail(fate, samplesByFate[fate], errors));
            }
        }
        details.sort(Comparator.comparing(OutcomeDetail::outcome));
        return details;
    }

    private static OutcomeDetail detail(int fate, int samples, IcmpErrors errors) {
        Outcome outcome = Fate.outcome(fate);
        return switch (outcome) {
            case NOT_SENT -> notSent(Fate.result(fate), samples);
            case VOID -> because(outcome, Cause.GATEWAY, Fate.voidReason(fate).reason(), samples);
            case REFUSED -> because(outcome, Cause.REMOTE, "the port is closed: a TCP RST came", samples);
            case UNREACHABLE -> unreachable(fate, samples, errors);
            case LATE -> because(outcome, Cause.UNKNOWN, "answered after the timeout", samples);
            case LOST, ANSWERED -> because(outcome, Cause.UNKNOWN, "no answer", samples);
        };
    }

    private static OutcomeDetail lost(Cause cause, int samples) {
        String reason =
                switch (cause) {
                    case MTU -> "no answer: larger than what passes";
                    case RATE_LIMITED -> "no answer: the peer limits its answers";
                    default -> "no answer";
                };
        return because(Outcome.LOST, cause, reason, samples);
    }

    private static OutcomeDetail notSent(SendResult result, int samples) {
        return because(Outcome.NOT_SENT, OwnSide.cause(result), result.reason(), samples);
    }

    private static OutcomeDetail unreachable(int fate, int samples, IcmpErrors errors) {
        if (fate == Fate.PEER_UNRESOLVED) {
            return because(Outcome.UNREACHABLE, Cause.LINK, SendResult.PEER_UNRESOLVED.reason(), samples);
        }
        int number = Fate.error(fate);
        Optional<IcmpError> error = errors.error(number);
        return new OutcomeDetail(Outcome.UNREACHABLE, errors.cause(number), errors.reason(number), samples, error);
    }

    private static OutcomeDetail because(Outcome outcome, Cause cause, String reason, int samples) {
        return new OutcomeDetail(outcome, cause, reason, samples, Optional.empty());
    }
}
