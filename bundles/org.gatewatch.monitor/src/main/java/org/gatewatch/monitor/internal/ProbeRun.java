package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/**
 * One probe as it runs: its window, its open periods and its verdict. Confined to the monitor thread, but for
 * {@link #status()}.
 */
final class ProbeRun {
    /** So many packets in a row that our own side could not send make the probe's state {@code ERROR}. */
    private static final int FAILURES_TO_ERROR = 3;
    /** So long may this thread be kept from deciding before samples are given up for it. */
    private static final long FALL_BEHIND_NANOS = Duration.ofSeconds(2).toNanos();

    private final ProbeId id;
    private final Probe probe;
    private final Duration aggregationPeriod;
    private final ProbeSender sender;
    private final SampleWindow window;
    private final HealthJudge judge;
    private final Deque<Period> periods = new ArrayDeque<>();

    private Map<String, String> tags;
    private LifecycleState state = LifecycleState.PENDING;
    private String reason = "";
    private int failuresInARow;
    private long highestAnswered = -1;
    /** Answers to samples below this one span a step of the clock. */
    private long firstTrusted;

    private long reports;
    private Optional<IcmpError> lastError = Optional.empty();
    private volatile ProbeStatus status;

    ProbeRun(ProbeId id, Wanted wanted, ProbeSender sender, Instant now) {
        this.id = id;
        this.probe = wanted.probe();
        this.aggregationPeriod = wanted.aggregationPeriod();
        this.tags = wanted.tags();
        this.sender = sender;
        this.window = windowFor(probe, aggregationPeriod);
        this.judge = new HealthJudge(HealthThresholds.forInterval(probe.interval()));
        this.status = new ProbeStatus(
                id,
                probe,
                aggregationPeriod,
                state,
                reason,
                Health.UNKNOWN,
                Cause.NONE,
                now,
                Optional.empty(),
                OptionalInt.empty(),
                probe.interval(),
                Optional.empty());
    }

    /** A window that holds a period, which a step of the wall clock may stretch by half, until its end is decided. */
    private static SampleWindow windowFor(Probe probe, Duration aggregationPeriod) {
        long interval = probe.interval().toNanos();
        long timeout = probe.timeout().toNanos();
        long undecided = (timeout + SampleWindow.DECISION_SLACK_NANOS + FALL_BEHIND_NANOS) / interval + 8;
        long period = aggregationPeriod.toNanos() / 2 * 3 / interval + 1;
        return new SampleWindow(Math.toIntExact(period + undecided), Math.toIntExact(undecided), timeout);
    }

    /** What is to be measured, and how it is reported. */
    record Wanted(Probe probe, Duration aggregationPeriod, Map<String, String> tags) {
        /** Whether a running probe can go on with its windows and only be labelled anew. */
        boolean measuresTheSameAs(Wanted other) {
            return probe.equals(other.probe) && aggregationPeriod.equals(other.aggregationPeriod);
        }
    }

    ProbeId id() {
        return id;
    }

    Wanted wanted() {
        return new Wanted(probe, aggregationPeriod, tags);
    }

    ProbeSender sender() {
        return sender;
    }

    /** How the probe does. Any thread. */
    ProbeStatus status() {
        return status;
    }

    void label(Map<String, String> newTags) {
        tags = newTags;
    }

    void sending(long sequence, long atNanos, long offsetNanos) {
        rollPeriods(atNanos, offsetNanos);
        window.sending(sequence, atNanos);
    }

    void handedOver(long sequence, SendResult result) {
        if (result == SendResult.SENT) {
            failuresInARow = 0;
            state = LifecycleState.ACTIVE;
            reason = "";
            return;
        }
        window.notSent(sequence);
        window.discardPending(); // their packets or answers may have met the same failure: not the peer's loss
        failuresInARow++;
        if (failuresInARow == FAILURES_TO_ERROR) {
            judge.reset(); // what was known of the path is too old by the time this heals
        }
        if (failuresInARow >= FAILURES_TO_ERROR) {
            state = LifecycleState.ERROR;
            reason = result.reason();
        }
    }

    void answered(long sequence, long rttNanos) {
        if (sequence < firstTrusted) {
            return;
        }
        if (rttNanos < 0) {
            unstamped(sequence);
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

    void unreachable(long sequence, IcmpError error) {
        if (openPeriodOf(sequence) != null) {
            window.unreachable(sequence);
            lastError = Optional.of(error);
        }
    }

    void unstamped(long sequence) {
        if (openPeriodOf(sequence) != null) {
            window.discard(sequence);
        }
    }

    /** The wall clock was stepped, or answers were dropped: nothing that is still undecided can be used. */
    void discardPending() {
        window.discardPending();
        firstTrusted = window.next();
    }

    /**
     * Lets time pass: decides samples, judges, and hands completed periods to the sink.
     *
     * @param nowNanos closes periods
     * @param heardNanos decides samples: answers that came until then have been heard
     */
    void advance(long nowNanos, long heardNanos, Summary summary, Sink sink) {
        while (window.decideNext(heardNanos)) {
            judge.decided(
                    window.outcome(window.decided() - 1),
                    lastError,
                    ((Destination.Address) probe.destination()).address());
        }
        rollPeriods(nowNanos, sink.offsetNanos());
        while (periods.size() > 1 && window.decided() >= endOfFirstPeriod()) {
            Report report = close(periods.removeFirst(), summary);
            refresh(sink, Optional.of(report));
            sink.reported(report);
        }
        refresh(sink, Optional.empty());
    }

    /** Where reports and changes go, and the time they are made at. */
    interface Sink {
        long offsetNanos();

        Instant now();

        void reported(Report report);

        void changed(ProbeStatus status);
    }

    private void rollPeriods(long nowNanos, long offsetNanos) {
        if (periods.isEmpty()) {
            periods.add(Period.running(aggregationPeriod, nowNanos, offsetNanos, window.next()));
        }
        if (periods.getLast().isOver(nowNanos)) {
            Period next = periods.getLast().following(offsetNanos, window.next());
            // While this host stood still whole periods went by of which nothing is known: they get no report.
            periods.add(
                    next.isOver(nowNanos)
                            ? Period.running(aggregationPeriod, nowNanos, offsetNanos, window.next())
                            : next);
        }
    }

    private long endOfFirstPeriod() {
        var open = periods.iterator();
        open.next();
        return open.next().firstSequence;
    }

    /** Samples of closed periods are history: what comes for them changes nothing. */
    private Period openPeriodOf(long sequence) {
        if (!window.isKept(sequence)) {
            return null;
        }
        Period found = null;
        for (Period period : periods) {
            if (period.firstSequence <= sequence) {
                found = period;
            }
        }
        return found;
    }

    private Report close(Period period, Summary summary) {
        long end = periods.getFirst().firstSequence;
        var counts = summary.counts(window, period.firstSequence, end, period);
        return new Report(
                id,
                probe,
                egress().map(Egress::source),
                egress().map(Egress::destination),
                tags,
                period.start(),
                period.length(),
                ++reports,
                counts,
                List.of(),
                summary.rtt(window, period.firstSequence, end),
                health(),
                cause());
    }

    private Optional<Egress> egress() {
        return sender.egress();
    }

    private Health health() {
        return state == LifecycleState.ERROR ? Health.UNKNOWN : judge.health();
    }

    private Cause cause() {
        return state == LifecycleState.ERROR ? Cause.GATEWAY : judge.cause();
    }

    private void refresh(Sink sink, Optional<Report> report) {
        ProbeStatus old = status;
        boolean sameVerdict = old.health() == health() && old.cause() == cause();
        boolean same = sameVerdict
                && old.state() == state
                && old.reason().equals(reason)
                && old.egress().equals(egress());
        if (same && report.isEmpty()) {
            return;
        }
        status = new ProbeStatus(
                id,
                probe,
                aggregationPeriod,
                state,
                reason,
                health(),
                cause(),
                sameVerdict ? old.since() : sink.now(),
                egress(),
                OptionalInt.empty(),
                probe.interval(),
                report.isPresent() ? report : old.lastReport());
        if (!same) {
            sink.changed(status);
        }
    }
}
