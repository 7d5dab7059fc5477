package org.gatewatch.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.history.History;
import org.gatewatch.api.history.HistoryStatus;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.history.Rehearsal;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;

/** Answers questions about the past, as far as the services that know it are there. */
record HistoryAnswers(Optional<History> history, Optional<Rehearsal> rehearsal, Optional<Monitoring> monitoring) {
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    /**
     * The answer to a question.
     *
     * @throws ResourceException when there is none
     */
    HistoryDocument to(HistoryQuestion asked) {
        if (history.isEmpty()) {
            throw new ResourceException(Kind.INTERNAL, "org.gatewatch.history does not run; the log says why");
        }
        var question = monitoring
                .map(running -> asked.of(ConnectionMonitorNames.real(asked.monitor(), running)))
                .orElse(asked);
        requireSomething(question);
        if (question.samples()) {
            var samples = new Streamed<>(() -> samples(question), HistoryAnswers::sample);
            return document(question, null, null, null).with(samples);
        }
        return question.trial() == null
                ? document(question, null, new Streamed<>(() -> past(question), HistoryAnswers::period), null)
                : tried(question);
    }

    /** Where there is nothing to be shown, a problem or a slip of the pen is the answer. */
    private void requireSomething(HistoryQuestion question) {
        if (past(question).hasNext()) {
            return;
        }
        String problem = history.orElseThrow().status().problem();
        if (!problem.isEmpty()) {
            throw new ResourceException(Kind.INTERNAL, "the history cannot be used: " + problem);
        }
        boolean isKnown = monitoring.isEmpty() || status(id(question)).isPresent();
        if (!isKnown && !all(question).hasNext()) {
            throw new ResourceException(
                    Kind.NOT_FOUND, "there is no probe " + id(question) + ", and nothing is stored of one");
        }
    }

    private HistoryDocument tried(HistoryQuestion question) {
        var judging = rehearsal.orElseThrow(() -> new ResourceException(
                Kind.INTERNAL, "org.gatewatch.monitor does not run, and with it nobody who judges; the log says why"));
        Thresholds thresholds;
        try {
            thresholds = with(question.trial(), thresholdsOf(id(question)));
        } catch (IllegalArgumentException e) {
            throw new ResourceException(Kind.VALIDATION, e.getMessage());
        }
        var turns = new Streamed<>(() -> judging.judge(past(question), thresholds), HistoryAnswers::turn);
        return document(question, levels(thresholds), null, turns);
    }

    private Iterator<PastPeriod> past(HistoryQuestion question) {
        return history.orElseThrow().periods(id(question), question.since(), question.until());
    }

    private Iterator<PastSample> samples(HistoryQuestion question) {
        return history.orElseThrow().samples(id(question), question.since(), question.until());
    }

    private static HistoryDocument.SampleEntry sample(PastSample sample) {
        Double rttMicros = sample.rttNanos().isPresent() ? sample.rttNanos().getAsLong() / NANOS_PER_MICRO : null;
        return new HistoryDocument.SampleEntry(
                sample.sentAt().toString(), sample.outcome().label(), rttMicros);
    }

    private Iterator<PastPeriod> all(HistoryQuestion question) {
        return history.orElseThrow().periods(id(question), Instant.EPOCH, Instant.now());
    }

    private static ProbeId id(HistoryQuestion question) {
        return new ProbeId(question.monitor(), question.probe());
    }

    private Optional<ProbeStatus> status(ProbeId id) {
        return monitoring.flatMap(running -> running.probe(id));
    }

    /** Those of a probe that is gone are not known any more. */
    private Thresholds thresholdsOf(ProbeId id) {
        return status(id).map(status -> status.probe().thresholds()).orElse(Thresholds.DEFAULT);
    }

    /** A level to clear that is not given stays in its proportion to the one to raise. */
    private static Thresholds with(HistoryQuestion.Trial trial, Thresholds usual) {
        var loss = usual.loss();
        double raise = or(trial.raiseLoss(), loss.raise());
        double share = loss.raise() == 0 ? 1 : loss.clear() / loss.raise();
        var rtt = trial.raiseRtt() == null ? usual.rtt() : Optional.of(rtt(millis(trial.raiseRtt()), trial.clearRtt()));
        return new Thresholds(
                usual.minSamples(),
                usual.downAfter(),
                usual.upAfter(),
                new Thresholds.Levels<>(raise, or(trial.clearLoss(), raise * share)),
                rtt,
                usual.raiseAfter(),
                usual.clearAfter());
    }

    private static Thresholds.Levels<Duration> rtt(Duration raise, Double clear) {
        return new Thresholds.Levels<>(raise, clear == null ? Thresholds.usualClearRtt(raise) : millis(clear));
    }

    private static double or(Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * NANOS_PER_MILLI));
    }

    private static HistoryDocument.LevelsEntry levels(Thresholds thresholds) {
        return new HistoryDocument.LevelsEntry(
                thresholds.loss().raise(),
                thresholds.loss().clear(),
                thresholds
                        .rtt()
                        .map(rtt -> rtt.raise().toNanos() / NANOS_PER_MILLI)
                        .orElse(null),
                thresholds
                        .rtt()
                        .map(rtt -> rtt.clear().toNanos() / NANOS_PER_MILLI)
                        .orElse(null));
    }

    private static HistoryDocument.PeriodEntry period(PastPeriod period) {
        return new HistoryDocument.PeriodEntry(
                period.health().name(), period.cause().label(), Snapshot.report(period));
    }

    private static HistoryDocument.TurnEntry turn(Rehearsal.Turn turn) {
        return new HistoryDocument.TurnEntry(
                turn.at(), turn.period().toSeconds(), turn.health().name());
    }

    private HistoryDocument document(
            HistoryQuestion question,
            HistoryDocument.LevelsEntry levels,
            Collection<HistoryDocument.PeriodEntry> periods,
            Collection<HistoryDocument.TurnEntry> turns) {
        HistoryStatus status = history.orElseThrow().status();
        return new HistoryDocument(
                StatusDocument.SCHEMA,
                question.monitor(),
                question.probe(),
                question.since(),
                question.until(),
                status.problem().isEmpty() ? null : status.problem(),
                status.oldest().orElse(null),
                levels,
                periods,
                turns);
    }
}
