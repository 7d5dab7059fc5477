package org.gatewatch.shell.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
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

/** Answers questions about the past, as far as the services that know it are there. */
record HistoryAnswers(Optional<History> history, Optional<Rehearsal> rehearsal, Optional<Monitoring> monitoring) {
    private static final double NANOS_PER_MICRO = 1_000.0;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    HistoryDocument to(HistoryQuestion question) {
        if (history.isEmpty()) {
            return failed(question, "history does not run");
        }
        if (question.samples()) {
            var samples = new Streamed<>(() -> samples(question), HistoryAnswers::sample);
            return document(question, null, List.of(), List.of()).with(samples);
        }
        if (question.trial() == null) {
            return document(question, null, new Streamed<>(() -> past(question), HistoryAnswers::period), List.of());
        }
        return rehearsal
                .map(judging -> tried(question, judging))
                .orElseGet(() -> failed(question, "monitoring does not run, and with it nobody who judges"));
    }

    private Iterator<PastSample> samples(HistoryQuestion question) {
        return history.orElseThrow().samples(id(question), question.since(), question.until());
    }

    private static HistoryDocument.SampleEntry sample(PastSample sample) {
        Double rttMicros = sample.rttNanos().isPresent() ? sample.rttNanos().getAsLong() / NANOS_PER_MICRO : null;
        return new HistoryDocument.SampleEntry(
                sample.sentAt().toString(), sample.outcome().label(), rttMicros);
    }

    private HistoryDocument tried(HistoryQuestion question, Rehearsal judging) {
        Thresholds thresholds;
        try {
            thresholds = with(question.trial(), thresholdsOf(id(question)));
        } catch (IllegalArgumentException e) {
            return failed(question, e.getMessage());
        }
        var turns = new Streamed<>(() -> judging.judge(past(question), thresholds), HistoryAnswers::turn);
        return document(question, levels(thresholds), List.of(), turns);
    }

    private Iterator<PastPeriod> past(HistoryQuestion question) {
        return history.orElseThrow().periods(id(question), question.since(), question.until());
    }

    private static ProbeId id(HistoryQuestion question) {
        return new ProbeId(question.monitor(), question.probe());
    }

    /** Those of a probe that is gone are not known any more. */
    private Thresholds thresholdsOf(ProbeId id) {
        List<ProbeStatus> probes = monitoring.map(Monitoring::probes).orElse(List.of());
        return probes.stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .map(status -> status.probe().thresholds())
                .orElse(Thresholds.DEFAULT);
    }

    /** A level to clear that is not given stays in its proportion to the one to raise. */
    private static Thresholds with(HistoryQuestion.Trial trial, Thresholds usual) {
        var loss = usual.loss();
        double raise = or(trial.raiseLoss(), loss.raise());
        double share = loss.raise() == 0 ? 1 : loss.clear() / loss.raise();
        var rtt = trial.raiseRtt() == null
                ? usual.rtt()
                : Optional.of(new Thresholds.Levels<>(
                        millis(trial.raiseRtt()), millis(or(trial.clearRtt(), trial.raiseRtt()))));
        return new Thresholds(
                usual.minSamples(),
                usual.downAfter(),
                usual.upAfter(),
                new Thresholds.Levels<>(raise, or(trial.clearLoss(), raise * share)),
                rtt,
                usual.raiseAfter(),
                usual.clearAfter());
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

    private HistoryDocument failed(HistoryQuestion question, String problem) {
        return new HistoryDocument(
                StatusDocument.SCHEMA,
                question.monitor(),
                question.probe(),
                question.since(),
                question.until(),
                problem,
                null,
                null,
                List.of(),
                List.of());
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
