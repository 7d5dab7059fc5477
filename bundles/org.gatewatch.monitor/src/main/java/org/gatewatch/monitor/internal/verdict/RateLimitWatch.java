package org.gatewatch.monitor.internal.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.Clock;

/**
 * Recognises a peer that limits the rate of its answers (Guo and Heidemann, "Detecting ICMP Rate Limiting in the
 * Internet", PAM 2018): its replies per second stay flat while probes per second vary, and what it answers, it answers as
 * fast as ever. One watch serves all probes of a peer, because they share its limiter: they slow down together.
 *
 * <p>Loss that is more regular than chance is only a suspicion. The proof is a trial: at a pace that a limiter would not
 * mind, nearly all of the loss must be gone. Then the probes stay at the pace at which nothing is lost, and the full pace
 * is tried again from time to time.
 */
final class RateLimitWatch {
    private static final long QUIET_NANOS = Duration.ofMinutes(5).toNanos();
    /** As long as what is gone stays in a window. */
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();

    private static final long MAX_QUIET_NANOS = Duration.ofHours(1).toNanos();
    /** A lost sample is decided at the latest so long after its timeout, if this host does not stand still. */
    private static final long DECISION_NANOS = Duration.ofSeconds(1).toNanos();

    /** So many losses at full pace tell a limit from bad luck. */
    private static final int TELLING_LOSSES = 8;

    private final Clock clock;
    /** The probe that came last, and with it the chain of all; null when there is none. */
    private RateLimitMember members;

    private RateLimitPhase phase = RateLimitPhase.CALM;
    private Stretch seen = Stretch.EMPTY;
    /** The loss at full pace that the trial is compared with, and what the trial brought. */
    private Stretch suspected = seen;

    private Stretch tried = seen;
    /** Who found the loss; times and levels are its. */
    private RateLimitMember finder;

    private int factor = 1;
    private int limitedFactor;
    private long pacedAtNanos;
    private int unsettledFactor;
    /** While nothing or a limit is known: no look at it before then. */
    private long quietUntilNanos;

    private int rejections;

    RateLimitWatch(Clock clock) {
        this.clock = clock;
        this.quietUntilNanos = clock.nanoTime();
        this.pacedAtNanos = quietUntilNanos;
    }

    /** Takes a probe of this peer in; it slows down with the others from now on. */
    RateLimitMember join(Probe probe, RateLimitMember.Limited limited) {
        var member = new RateLimitMember(this, probe, limited, clock.nanoTime());
        member.next = members;
        members = member;
        if (!isCalm()) {
            member.restart();
        }
        limited.paced(factor);
        return member;
    }

    void leave(RateLimitMember member) {
        members = members.without(member);
    }

    boolean isEmpty() {
        return members == null;
    }

    /** Whether the peer is known to limit its answers. */
    boolean isRecognised() {
        return phase == RateLimitPhase.SETTLE || phase == RateLimitPhase.LIMITED || phase == RateLimitPhase.RETRY;
    }

    /** Whether the loss may turn out to be a limiter's soon. */
    boolean isAboutToTell() {
        return switch (phase) {
            case SUSPECT, TRIAL, CONFIRM -> TrialPlan.isQuick(finder.intervalNanos(), finder.timeoutNanos());
            case CALM, SETTLE, LIMITED, RETRY -> false;
        };
    }

    /** Whether answers of now are those of the trial. */
    boolean isTrying() {
        return phase == RateLimitPhase.TRIAL;
    }

    /** Whether the pace is not found yet: loss is the limiter's until it is. */
    boolean isSettling() {
        return phase == RateLimitPhase.SETTLE;
    }

    /** Whether the full pace is being tried against a limiter: loss is expected and says nothing about the path. */
    boolean expectsLoss() {
        return phase == RateLimitPhase.RETRY;
    }

    /** Whether a packet was sent at the pace of now, by a probe of this interval. */
    boolean isSettled(long sentAtNanos, long intervalNanos) {
        return sentAtNanos - pacedAtNanos >= unsettledFactor * intervalNanos;
    }

    boolean isCalm() {
        return phase == RateLimitPhase.CALM;
    }

    /** The stretch whose samples are counted now, if this one is; else one that covers nothing. */
    boolean counts(RateLimitMember member, long sentAtNanos) {
        return phase != RateLimitPhase.CALM
                && phase != RateLimitPhase.LIMITED
                && seen.covers(sentAtNanos)
                && isSettled(sentAtNanos, member.intervalNanos());
    }

    Stretch seen() {
        return seen;
    }

    /** A probe's loss is at its raise level. */
    void lossRaised(RateLimitMember member, long sentAtNanos) {
        if (phase == RateLimitPhase.CALM && clock.nanoTime() - quietUntilNanos >= 0) {
            finder = member;
            begin(RateLimitPhase.SUSPECT, sentAtNanos, TrialPlan.SUSPECT_SAMPLES);
        } else if (phase == RateLimitPhase.LIMITED && isSettled(sentAtNanos, member.intervalNanos())) {
            finder = member;
            slower();
        }
    }

    /** A probe is answered and has no reason to complain: time to see whether the limit is still there? */
    void contented() {
        if (phase == RateLimitPhase.LIMITED && clock.nanoTime() - quietUntilNanos >= 0) {
            limitedFactor = factor;
            go(1, RateLimitPhase.RETRY, TrialPlan.FULL_PACE_SAMPLES);
        }
    }

    /** Ends a phase when all that was sent in it is decided. */
    void decided() {
        if (phase == RateLimitPhase.CALM || phase == RateLimitPhase.LIMITED) {
            return;
        }
        if (isTold() || isOver()) {
            conclude();
        }
    }

    /** Whether full pace has told enough: no more losses are needed. */
    private boolean isTold() {
        return (phase == RateLimitPhase.RETRY || phase == RateLimitPhase.CONFIRM)
                && seen.losses() >= TELLING_LOSSES
                && seen.lostClearlyMoreThan(tried);
    }

    private boolean isOver() {
        long now = clock.nanoTime();
        for (RateLimitMember member = members; member != null; member = member.next) {
            boolean through = member.decidedUntilNanos() - seen.toNanos >= 0;
            boolean silent = now - seen.toNanos >= member.timeoutNanos() + DECISION_NANOS;
            if (!through && !silent) {
                return false;
            }
        }
        return true;
    }

    private void conclude() {
        switch (phase) {
            case SUSPECT -> concludeSuspicion();
            case TRIAL -> concludeTrial();
            case CONFIRM -> concludeConfirmation();
            case SETTLE -> concludeSettling();
            case RETRY -> concludeRetry();
            case CALM, LIMITED -> throw new IllegalStateException(phase + " has no end");
        }
    }

    private void concludeSuspicion() {
        suspected = seen;
        if (seen.isSilent() || seen.loss() < finder.raiseFraction()) {
            phase = RateLimitPhase.CALM; // gone, or nothing that a limiter would do
            quietUntilNanos = clock.nanoTime() + LOOK_AGAIN_NANOS;
        } else if (!seen.isAsFastAsBefore() || !Regularity.isBeyondChance(regularities())) {
            reject();
        } else {
            members.forEach(RateLimitMember::beforeTrial);
            go(TrialPlan.factorFor(1 - seen.loss()), RateLimitPhase.TRIAL, TrialPlan.trialSamples(seen.loss()));
        }
    }

    private List<Regularity> regularities() {
        List<Regularity> all = new ArrayList<>();
        members.forEach(member -> all.add(member.regularity()));
        return all;
    }

    private void concludeTrial() {
        if (!suspected.lostClearlyMoreThan(seen)) {
            reject();
            return;
        }
        tried = seen;
        limitedFactor = factor;
        go(1, RateLimitPhase.CONFIRM, TrialPlan.FULL_PACE_SAMPLES);
    }

    private void concludeConfirmation() {
        if (!seen.lostClearlyMoreThan(tried)) {
            reject();
            return;
        }
        rejections = 0;
        phase = RateLimitPhase.SETTLE;
        pace(limitedFactor);
        members.forEach(RateLimitMember::recognised);
        seen = tried;
        concludeSettling();
    }

    private void concludeSettling() {
        if (seen.loss() < finder.clearFraction() || factor == TrialPlan.MAX_FACTOR) {
            limitedAt(factor);
        } else {
            slower();
        }
    }

    private void concludeRetry() {
        if (seen.isEmpty() || isTold() || seen.loss() >= finder.raiseFraction()) { // empty: nothing was learnt
            limitedAt(limitedFactor);
        } else {
            phase = RateLimitPhase.CALM;
            members.forEach(RateLimitMember::released);
        }
    }

    private void limitedAt(int newFactor) {
        pace(newFactor);
        phase = RateLimitPhase.LIMITED;
        quietUntilNanos = clock.nanoTime() + QUIET_NANOS;
    }

    private void slower() {
        if (factor == TrialPlan.MAX_FACTOR) {
            reject();
            return;
        }
        go(2 * factor, RateLimitPhase.SETTLE, TrialPlan.SETTLE_SAMPLES);
    }

    /** It is not the limiter, or not the limiter alone. Who is wrong again and again asks less often. */
    private void reject() {
        boolean wasRecognised = isRecognised();
        phase = RateLimitPhase.CALM;
        pace(1);
        quietUntilNanos = clock.nanoTime() + Math.min(MAX_QUIET_NANOS, QUIET_NANOS << Math.min(rejections, 4));
        rejections++;
        if (wasRecognised) {
            members.forEach(RateLimitMember::released);
        }
    }

    private void begin(RateLimitPhase next, long fromNanos, int finderSamples) {
        phase = next;
        seen = new Stretch(fromNanos, (long) finderSamples * factor * finder.intervalNanos());
        members.forEach(RateLimitMember::restart);
    }

    /** Begins a phase at another pace, as soon as that has settled. */
    private void go(int newFactor, RateLimitPhase next, int finderSamples) {
        pace(newFactor);
        begin(next, clock.nanoTime() + unsettledFactor * finder.intervalNanos(), finderSamples);
    }

    private void pace(int newFactor) {
        if (newFactor == factor) {
            return;
        }
        unsettledFactor = Math.max(factor, newFactor); // the packet that is planned already goes by the old pace
        factor = newFactor;
        pacedAtNanos = clock.nanoTime();
        members.forEach(member -> member.paced(factor));
    }
}
