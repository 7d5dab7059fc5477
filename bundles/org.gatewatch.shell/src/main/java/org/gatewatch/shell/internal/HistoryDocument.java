package org.gatewatch.shell.internal;

import java.time.Instant;
import java.util.Collection;

/**
 * The answer to a {@link HistoryQuestion}, and what {@code gatewatch history --json} and {@code thresholds --json} print;
 * documented in {@code HISTORY.md} of the distribution. A field that is null is left out of the JSON.
 *
 * @param schema {@link StatusDocument#SCHEMA}
 * @param problem why nothing is stored at present
 * @param oldest how far back history goes
 * @param levels by which the past was judged; only where a trial was asked for
 * @param periods what was measured; absent where a trial was asked for
 * @param samples what became of single packets; only where they were asked for, in place of periods
 * @param turns the verdicts of the trial, each with the period in which it would have changed; only then
 */
public record HistoryDocument(
        int schema,
        String monitor,
        String probe,
        Instant since,
        Instant until,
        String problem,
        Instant oldest,
        LevelsEntry levels,
        Collection<PeriodEntry> periods,
        Collection<TurnEntry> turns,
        Collection<SampleEntry> samples)
        implements Versioned {
    /** One without single samples. */
    public HistoryDocument(
            int schema,
            String monitor,
            String probe,
            Instant since,
            Instant until,
            String problem,
            Instant oldest,
            LevelsEntry levels,
            Collection<PeriodEntry> periods,
            Collection<TurnEntry> turns) {
        this(schema, monitor, probe, since, until, problem, oldest, levels, periods, turns, null);
    }

    /** The same with what became of single packets. */
    HistoryDocument with(Collection<SampleEntry> found) {
        return new HistoryDocument(
                schema, monitor, probe, since, until, problem, oldest, levels, periods, turns, found);
    }

    /** One packet: when it was sent, to 0.1 ms, what became of it, and its RTT, absent when it was not answered. */
    public record SampleEntry(String at, String outcome, Double rttMicros) {}

    /** One period and its verdict. */
    public record PeriodEntry(String health, String cause, StatusDocument.ReportEntry report) {}

    /** The levels that count; those of the RTT, in milliseconds, are absent when it raises nothing. */
    public record LevelsEntry(double raiseLoss, double clearLoss, Double raiseRtt, Double clearRtt) {}

    /** A verdict that would have changed in the period that starts then. */
    public record TurnEntry(Instant at, long periodSeconds, String health) {}
}
