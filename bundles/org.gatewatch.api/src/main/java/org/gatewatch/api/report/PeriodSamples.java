package org.gatewatch.api.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;

/**
 * The samples of one probe in one period, one by one, in the order of their sending. There may be hundreds of thousands,
 * so there is no object for each. Immutable: who makes it leaves its arrays alone.
 */
public final class PeriodSamples {
    private final ProbeId id;
    private final Instant periodStart;
    private final Duration period;
    private final long[] sentAfterNanos;
    private final Outcome[] outcomes;
    private final long[] rttNanos;

    /**
     * Takes the arrays, all of one length, and does not copy them.
     *
     * @param id which probe
     * @param periodStart as that of the period's {@link Report}
     * @param period likewise
     * @param sentAfterNanos how long after the period's start each was sent; a step of the clock may make it negative
     * @param outcomes what became of each
     * @param rttNanos its round-trip time; of no meaning where it was not answered, in time or late
     */
    public PeriodSamples(
            ProbeId id,
            Instant periodStart,
            Duration period,
            long[] sentAfterNanos,
            Outcome[] outcomes,
            long[] rttNanos) {
        this.id = Objects.requireNonNull(id, "id");
        this.periodStart = Objects.requireNonNull(periodStart, "periodStart");
        this.period = Objects.requireNonNull(period, "period");
        this.sentAfterNanos = sentAfterNanos;
        this.outcomes = outcomes;
        this.rttNanos = rttNanos;
        if (sentAfterNanos.length != outcomes.length || outcomes.length != rttNanos.length) {
            throw new IllegalArgumentException(id + ": a sample has a time, an outcome and an RTT");
        }
    }

    public ProbeId id() {
        return id;
    }

    public Instant periodStart() {
        return periodStart;
    }

    public Duration period() {
        return period;
    }

    /** How many there are. */
    public int size() {
        return outcomes.length;
    }

    /** How long after the period's start a sample was sent. */
    public long sentAfterNanos(int sample) {
        return sentAfterNanos[sample];
    }

    public Outcome outcome(int sample) {
        return outcomes[sample];
    }

    /** Whether a sample has a round-trip time: whether it was answered, in time or late. */
    public boolean hasRtt(int sample) {
        return outcomes[sample] == Outcome.ANSWERED || outcomes[sample] == Outcome.LATE;
    }

    /** Round-trip time of a sample that has one. */
    public long rttNanos(int sample) {
        return rttNanos[sample];
    }
}
