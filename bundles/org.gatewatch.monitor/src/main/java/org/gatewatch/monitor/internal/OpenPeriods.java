package org.gatewatch.monitor.internal;

import java.time.Duration;

/**
 * The periods of one probe that are not reported yet, linked from the oldest to the one that runs: usually one or two, so
 * two fields serve better than a collection. Confined to the monitor thread.
 */
final class OpenPeriods {
    private final Duration length;
    private Period oldest;
    private Period running;
    /** Of the period that runs, and here because every sample asks for them: a period is one more object to touch. */
    private long endNanos;

    private long runningFrom;

    OpenPeriods(Duration length) {
        this.length = length;
    }

    /** Begins the first period, and the next one when the one that runs is over. */
    void roll(long nowNanos, long offsetNanos, long nextSequence) {
        if (running == null) {
            running = Period.running(length, nowNanos, offsetNanos, nextSequence);
            oldest = running;
            runs();
        }
        if (nowNanos - endNanos >= 0) {
            Period following = running.following(offsetNanos, nextSequence);
            // While this host stood still whole periods went by of which nothing is known: they get no report.
            running.newer = following.isOver(nowNanos)
                    ? Period.running(length, nowNanos, offsetNanos, nextSequence)
                    : following;
            running = running.newer;
            runs();
        }
    }

    /**
     * Ends the period that runs before its time, so that it can be closed.
     *
     * @return whether it has a sample
     */
    boolean cutShort(long offsetNanos, long nextSequence) {
        if (running == null || running.firstSequence == nextSequence) {
            return false;
        }
        running.newer = running.following(offsetNanos, nextSequence);
        running = running.newer;
        runs();
        return true;
    }

    private void runs() {
        endNanos = running.endNanos();
        runningFrom = running.firstSequence;
    }

    /** When the period that runs ends. */
    long endNanos() {
        return endNanos;
    }

    /** Whether the oldest period is over, and all samples below {@code decided} are enough to close it. */
    boolean canClose(long decided) {
        return oldest != running && decided >= oldest.newer.firstSequence;
    }

    /** The oldest period, which can be closed. */
    Period oldest() {
        return oldest;
    }

    /** Takes the oldest period away; its samples end where those of the next begin. */
    Period removeOldest() {
        Period removed = oldest;
        oldest = removed.newer;
        return removed;
    }

    /** The open period that a sample belongs to; null when it is closed, which makes the sample history. */
    Period of(long sequence) {
        if (running != null && sequence >= runningFrom) {
            return running;
        }
        Period found = null;
        for (Period period = oldest; period != null && period.firstSequence <= sequence; period = period.newer) {
            found = period;
        }
        return found;
    }
}
