package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.PeriodSamples;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.monitor.internal.verdict.Verdict;

/** What became of the packets of one probe: its window and its open periods. Confined to the monitor thread. */
final class Samples {
    private final SampleWindow window;
    private final OpenPeriods periods;
    private long highestAnswered = -1;
    /** Answers to samples below this one span a step of the clock, or were lost on our side. */
    private long firstTrusted;

    Samples(Probe probe, Duration aggregationPeriod) {
        window = SampleWindow.of(probe, aggregationPeriod);
        keepOneByOne(probe);
        periods = new OpenPeriods(aggregationPeriod);
    }

    /** What a period held; all but the verdict. */
    record Closed(Instant start, SampleCounts counts, List<OutcomeDetail> details, Optional<RttStatistics> rtt) {
        Report report(Wanted of, Ends ends, long number, Health health, Cause cause) {
            return new Report(
                    of.id(),
                    of.probe(),
                    ends.source(),
                    ends.destination(),
                    of.tags(),
                    start,
                    of.aggregationPeriod(),
                    number,
                    counts,
                    details,
                    rtt,
                    health,
                    cause);
        }
    }

    void sending(long sequence, long atNanos, long offsetNanos) {
        periods.roll(atNanos, offsetNanos, window.next());
        window.sending(sequence, atNanos);
    }

    void notSent(long sequence, SendResult result) {
        end(sequence, Fate.notSent(result));
    }

    void answered(long sequence, long rttNanos) {
        if (sequence < firstTrusted) {
            return;
        }
        if (rttNanos < 0) {
            end(sequence, Fate.unusable(VoidReason.CLOCK_STEPPED));
            return;
        }
        Period period = openPeriodOf(sequence);
        if (period == null) {
            return;
        }
        if (!window.answered(sequence, rttNanos)) {
            period.duplicates++;
            return;
        }
        if (sequence < highestAnswered) {
            period.reordered++;
        }
        highestAnswered = Math.max(highestAnswered, sequence);
    }

    void refused(long sequence) {
        end(sequence, Fate.REFUSED);
    }

    void unreachable(long sequence, IcmpError error, Cause cause) {
        Period period = openPeriodOf(sequence);
        if (period != null) {
            window.end(sequence, Fate.unreachable(period.number(error, cause)));
        }
    }

    /** A reply came whose request was not captured. */
    void unstamped(long sequence) {
        end(sequence, Fate.unusable(VoidReason.UNSTAMPED));
    }

    private void end(long sequence, int fate) {
        if (openPeriodOf(sequence) != null) {
            window.end(sequence, fate);
        }
    }

    /** Samples of closed periods are history: what comes for them changes nothing. */
    private Period openPeriodOf(long sequence) {
        return window.isKept(sequence) ? periods.of(sequence) : null;
    }

    /** Nothing that is still undecided can be used, nor what is heard of it from now on. */
    void discardPending(VoidReason reason) {
        window.discardPending(reason);
        firstTrusted = window.next();
    }

    /** Answers are not believed, whatever they are for, until {@link #discardPending} is called again. */
    void distrustAnswers() {
        firstTrusted = Long.MAX_VALUE;
    }

    /** Nothing that is still undecided can be used, unless an answer is heard. */
    void discardInFlight(VoidReason reason) {
        window.discardPending(reason);
    }

    /** As {@link SampleWindow#decideNext}. */
    boolean decideNext(long heardNanos) {
        return window.decideNext(heardNanos);
    }

    /** Every sample below this one is decided. */
    long decided() {
        return window.decided();
    }

    Outcome outcome(long sequence) {
        return window.outcome(sequence);
    }

    /** The RTT of a sample that is answered or late. */
    long rttNanos(long sequence) {
        return window.rttNanos(sequence);
    }

    /** When a sample was sent, which must be the one that was decided last. */
    long sentAtNanos(long sequence) {
        return window.sentAtNanos(sequence);
    }

    /** Where the fault of a sample is, of an open period and not answered, as far as somebody told. */
    Cause cause(long sequence) {
        return switch (window.outcome(sequence)) {
            case REFUSED -> Cause.REMOTE;
            case UNREACHABLE -> causeOfUnreachable(window.fate(sequence), openPeriodOf(sequence));
            case ANSWERED, LATE, LOST, NOT_SENT, VOID -> Cause.UNKNOWN;
        };
    }

    private static Cause causeOfUnreachable(int fate, Period period) {
        if (fate == Fate.PEER_UNRESOLVED) {
            return Cause.LINK;
        }
        return period == null ? Cause.UNKNOWN : period.errors().cause(Fate.error(fate));
    }

    /**
     * Tells a verdict what was decided and is still kept. When older samples were sent is not: as if they had been sent at
     * the present pace.
     */
    void judgeAgain(Verdict verdict, long paceNanos) {
        long last = decided() - 1;
        for (long sequence = window.firstKept(); sequence <= last; sequence++) {
            long sentAtNanos = sentAtNanos(last) - (last - sequence) * paceNanos;
            verdict.recall(outcome(sequence), cause(sequence), rttNanos(sequence), sentAtNanos);
        }
    }

    void rollPeriods(long nowNanos, long offsetNanos) {
        periods.roll(nowNanos, offsetNanos, window.next());
    }

    /** As {@link OpenPeriods#cutShort}; the last that is done. */
    boolean cutPeriodShort(long offsetNanos) {
        return periods.cutShort(offsetNanos, window.next());
    }

    /** When a sample is to be decided or a period ends, if nothing is heard before. */
    long attentionNanos() {
        long endOfPeriod = periods.endNanos();
        return Math.min(endOfPeriod, window.deadlineNanos(endOfPeriod));
    }

    /** Whether the oldest period is over and the last of its samples decided. */
    boolean canClosePeriod() {
        return periods.canClose(window.decided());
    }

    /** From now on the samples of a period can be had one by one, or not any more. */
    void keepOneByOne(Probe probe) {
        if (probe.labels().keepSamples()) {
            window.keepAllTimes();
        } else {
            window.keepTimes(SampleWindow.undecided(probe));
        }
    }

    /** The samples of the oldest period, which can be closed, one by one. */
    PeriodSamples oneByOne(ProbeId id, Duration length) {
        Period period = periods.oldest();
        long first = period.firstSequence;
        long end = period.newer.firstSequence;
        while (first < end && !window.knowsTime(first)) {
            first++; // sent before anybody wanted to know
        }
        int size = Math.toIntExact(end - first);
        var sentAfterNanos = new long[size];
        var outcomes = new Outcome[size];
        var rttNanos = new long[size];
        for (int i = 0; i < size; i++) {
            sentAfterNanos[i] = window.sentAtNanos(first + i) - period.startNanos();
            outcomes[i] = window.outcome(first + i);
            rttNanos[i] = window.rttNanos(first + i);
        }
        return new PeriodSamples(id, period.start(), length, sentAfterNanos, outcomes, rttNanos);
    }

    /**
     * Closes the oldest period.
     *
     * @param silence why nothing came for the samples that were lost
     */
    Closed closePeriod(Summary summary, Cause silence) {
        Period period = periods.removeOldest();
        long first = period.firstSequence;
        long end = period.newer.firstSequence;
        Tally tally = summary.tally(window, first, end);
        return new Closed(
                summary.shared(period.start()),
                tally.counts(period),
                tally.details(period.errors(), silence),
                summary.rtt(window, first, end));
    }
}
