package org.gatewatch.monitor.internal.verdict;

import java.util.function.Consumer;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;

/** One probe's part in the {@link RateLimitWatch} of its peer. */
final class RateLimitMember {
    /** Whom a member of a watch tells what to do. */
    interface Limited {
        /** Send once in so many intervals from now on. */
        void paced(int factor);

        /** The peer is known to limit its answers, and this probe had some at the slower pace. */
        void recognised();

        /** The peer is no longer known to limit its answers. */
        void released();
    }

    /** A new RTT moves the mean by this share. */
    private static final double SMOOTHING = 0.05;
    /** The mean is of the time before the loss: it rests after a loss for so many answers. */
    private static final int ANSWERS_AFTER_LOSS = 32;

    /** The watch's members are a chain: most are alone, and 10,000 lists would be memory for nothing. */
    RateLimitMember next;

    private final RateLimitWatch watch;
    private final Probe probe;
    private final Limited limited;
    /** Of the watch's last phase; null before the first, which most never see. */
    private Regularity regularity;

    private long decidedUntilNanos;
    /** Smoothed RTT while nothing was lost; 0 when not known. */
    private double baselineNanos;

    private int answersInARow;
    private boolean answeredInTrial;

    RateLimitMember(RateLimitWatch watch, Probe probe, Limited limited, long nowNanos) {
        this.watch = watch;
        this.probe = probe;
        this.limited = limited;
        this.decidedUntilNanos = nowNanos;
    }

    /**
     * Takes one sample, in the order in which they were sent. Those that no limiter explains are not counted, but they
     * let the time of a trial pass: else it would last as long as they come.
     */
    void decided(Outcome outcome, long rttNanos, long sentAtNanos) {
        decidedUntilNanos = sentAtNanos;
        boolean calm = watch.isCalm();
        if (mayBeLimited(outcome)) {
            boolean lost = outcome == Outcome.LOST;
            if (calm) {
                learn(lost, rttNanos);
            } else if (watch.counts(this, sentAtNanos)) {
                count(lost, rttNanos);
            }
        }
        if (!calm) {
            watch.decided();
        }
    }

    /** Whether a limiter may have decided this: it answers or it is silent. */
    static boolean mayBeLimited(Outcome outcome) {
        return outcome == Outcome.ANSWERED || outcome == Outcome.LATE || outcome == Outcome.LOST;
    }

    private void learn(boolean lost, long rttNanos) {
        answersInARow = lost ? 0 : answersInARow + 1;
        if (answersInARow > ANSWERS_AFTER_LOSS) {
            baselineNanos += (baselineNanos == 0 ? 1 : SMOOTHING) * (rttNanos - baselineNanos);
        }
    }

    private void count(boolean lost, long rttNanos) {
        regularity.count(lost);
        if (lost) {
            watch.seen().lost();
        } else {
            answeredInTrial |= watch.isTrying();
            watch.seen().answered(rttNanos, baselineNanos);
        }
    }

    /** Whether a packet was sent at the pace of now. */
    boolean isSettled(long sentAtNanos) {
        return watch.isSettled(sentAtNanos, intervalNanos());
    }

    /** A phase begins that counts. */
    void restart() {
        regularity = new Regularity();
    }

    void beforeTrial() {
        answeredInTrial = false;
    }

    void paced(int factor) {
        limited.paced(factor);
    }

    void recognised() {
        if (answeredInTrial) {
            limited.recognised();
        }
    }

    void released() {
        limited.released();
    }

    /** Does something with each from here on. */
    void forEach(Consumer<RateLimitMember> action) {
        for (RateLimitMember each = this; each != null; each = each.next) {
            action.accept(each);
        }
    }

    /** The chain from here on without one of its members; null when that was all. */
    RateLimitMember without(RateLimitMember member) {
        if (this == member) {
            return next;
        }
        RateLimitMember before = this;
        while (before.next != member) {
            before = before.next;
        }
        before.next = member.next;
        return this;
    }

    Regularity regularity() {
        return regularity;
    }

    long intervalNanos() {
        return probe.interval().toNanos();
    }

    long timeoutNanos() {
        return probe.timeout().toNanos();
    }

    long decidedUntilNanos() {
        return decidedUntilNanos;
    }

    double raiseFraction() {
        return probe.thresholds().loss().raise() / 100;
    }

    double clearFraction() {
        return probe.thresholds().loss().clear() / 100;
    }

    RateLimitWatch watch() {
        return watch;
    }
}
