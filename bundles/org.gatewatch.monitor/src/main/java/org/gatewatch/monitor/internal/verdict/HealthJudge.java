package org.gatewatch.monitor.internal.verdict;

import java.time.Duration;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Thresholds;

/**
 * Turns the decided samples of one probe into a verdict by its {@link Thresholds}. Samples that our own side failed to
 * send, or that are unusable, say nothing about the path and are left out. Allocates nothing per sample.
 */
public final class HealthJudge {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final int MIN_WINDOW = 20;
    /** One lost packet of a small window is no alarm, nor are two. */
    private static final int MIN_LOSSES = 3;

    private final Thresholds thresholds;
    /** How long there has been a reason to raise what is clear, or to clear what is raised. */
    private final Hold change = new Hold();

    private final RecentSamples recent;

    private int unusableInARow;
    private int lossesInARow;
    private int answersInARow;
    private Health health = Health.UNKNOWN;
    /** What the peer or a router told last about unanswered samples, and how many usable samples ago. */
    private Cause told = Cause.UNKNOWN;

    private int toldAgo;

    /**
     * Makes a judge that knows nothing yet.
     *
     * @param interval time between two samples, for the length of its window
     */
    public HealthJudge(Thresholds thresholds, Duration interval) {
        this.thresholds = thresholds;
        recent = new RecentSamples(windowFor(interval), thresholds.rtt().isPresent());
    }

    /** 30 s, 20 to 1000 samples. */
    static int windowFor(Duration interval) {
        return (int) Math.max(MIN_WINDOW, Math.min(Thresholds.MAX_SAMPLES, WINDOW.dividedBy(interval)));
    }

    public Health health() {
        return health;
    }

    /** Where the fault is; our own side's when it has made samples unusable for so long that nothing is known. */
    public Cause cause() {
        if (isBlind()) {
            return Cause.GATEWAY;
        }
        return health == Health.DEGRADED || health == Health.DOWN ? told : Cause.NONE;
    }

    /** Whether the loss is at the raise level and rests on enough losses, held long enough or not. */
    boolean lossIsRaised() {
        return recent.count() >= thresholds.minSamples()
                && recent.losses() >= MIN_LOSSES
                && recent.lossPercent() >= thresholds.loss().raise();
    }

    /** Whether the RTT alone is enough for {@code DEGRADED}. */
    boolean rttIsRaised() {
        return thresholds.rtt().isPresent()
                && recent.answers() >= MIN_LOSSES
                && recent.meanRttNanos() >= thresholds.rtt().get().raise().toNanos();
    }

    /** Forgets everything: what was known is too old to judge by. */
    public void reset() {
        restart(Health.UNKNOWN, recent.length());
    }

    /** Another pace begins: judges by its samples alone, and says {@code health} until they say otherwise. */
    void restart(Health newHealth, Duration interval) {
        restart(newHealth, windowFor(interval));
    }

    private void restart(Health newHealth, int window) {
        recent.restart(window);
        lossesInARow = 0;
        answersInARow = 0;
        change.restart();
        health = newHealth;
        told = Cause.UNKNOWN;
    }

    /**
     * Takes one decided sample; call it in the order in which they were sent.
     *
     * @param where where the fault of an unanswered sample is, {@code UNKNOWN} when nobody said
     * @param rttNanos of an answered sample
     * @param sentAtNanos when it was sent, on the monotonic clock
     */
    public void decided(Outcome outcome, Cause where, long rttNanos, long sentAtNanos) {
        if (outcome == Outcome.NOT_SENT || outcome == Outcome.VOID) {
            unusable();
            return;
        }
        unusableInARow = 0;
        boolean lost = outcome != Outcome.ANSWERED;
        recent.add(lost, rttNanos);
        lossesInARow = lost ? lossesInARow + 1 : 0;
        answersInARow = lost ? 0 : answersInARow + 1;
        remember(lost ? where : Cause.UNKNOWN);
        health = verdict(sentAtNanos);
    }

    /**
     * Routers and hosts limit how often they explain themselves (RFC 1812 section 4.3.2.8), so one explanation speaks for
     * the silent losses around it, for one window.
     */
    private void remember(Cause where) {
        if (where != Cause.UNKNOWN) {
            told = where;
            toldAgo = 0;
        } else if (toldAgo < recent.length()) {
            toldAgo++;
        } else {
            told = Cause.UNKNOWN;
        }
    }

    /** A verdict does not outlive its evidence: a whole window without a usable sample makes it unknown. */
    private void unusable() {
        if (isBlind()) {
            return;
        }
        unusableInARow++;
        if (isBlind()) {
            reset();
        }
    }

    private boolean isBlind() {
        return unusableInARow >= recent.length();
    }

    private Health verdict(long atNanos) {
        boolean stillDown = health == Health.DOWN && answersInARow < thresholds.upAfter();
        boolean silent = lossesInARow >= thresholds.downAfter();
        boolean known = health != Health.UNKNOWN || recent.count() >= thresholds.minSamples();
        if (stillDown || (silent && known)) {
            change.restart();
            return Health.DOWN;
        }
        Health before = health == Health.DOWN ? Health.DEGRADED : health; // it answers again
        if (recent.count() < thresholds.minSamples()) {
            return before;
        }
        return before == Health.DEGRADED ? whetherCleared(atNanos) : whetherRaised(before, atNanos);
    }

    private Health whetherCleared(long atNanos) {
        boolean low = recent.lossPercent() < thresholds.loss().clear() && rttIsClear();
        return isDue(low, thresholds.clearAfter(), atNanos) ? Health.HEALTHY : Health.DEGRADED;
    }

    private boolean rttIsClear() {
        return thresholds.rtt().isEmpty()
                || recent.answers() < MIN_LOSSES
                || recent.meanRttNanos() < thresholds.rtt().get().clear().toNanos();
    }

    private boolean isDue(boolean reason, Duration after, long atNanos) {
        boolean due = change.reached(reason, after.toNanos(), atNanos);
        if (due) {
            change.restart(); // the way back takes its own time
        }
        return due;
    }

    private Health whetherRaised(Health before, long atNanos) {
        boolean raised = lossIsRaised() || rttIsRaised();
        if (isDue(raised, thresholds.raiseAfter(), atNanos)) {
            return Health.DEGRADED;
        }
        // Too few losses to be sure, or not for long enough: neither an alarm nor a first verdict.
        return raised || recent.lossPercent() >= thresholds.loss().raise() ? before : Health.HEALTHY;
    }
}
