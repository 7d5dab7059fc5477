package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
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
    private final TimingWheel.Timer<ProbeRun> timer = new TimingWheel.Timer<>(this);
    private final SampleWindow window;
    private final HealthJudge judge;
    private final OpenPeriods periods;

    private Map<String, String> tags;
    private LifecycleState state = LifecycleState.PENDING;
    private String reason = "";
    private int failuresInARow;
    private long highestAnswered = -1;
    /** Answers to samples below this one span a step of the clock. */
    private long firstTrusted;

    private long reports;
    private Optional<IcmpError> lastError = Optional.empty();
    /** Whether something that {@link ProbeStatus} shows may have changed. */
    private boolean changed = true;

    private volatile ProbeStatus status;

    /** The engine's marks: it looks at this probe in this round; it is about to close its oldest period; it is gone. */
    boolean touched;

    boolean closing;
    boolean stopped;

    ProbeRun(ProbeId id, Wanted wanted, ProbeSender sender, Instant now) {
        this.id = id;
        this.probe = wanted.probe();
        this.aggregationPeriod = wanted.aggregationPeriod();
        this.tags = wanted.tags();
        this.sender = sender;
        this.periods = new OpenPeriods(aggregationPeriod);
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

    TimingWheel.Timer<ProbeRun> timer() {
        return timer;
    }

    /** How the probe does. Any thread. */
    ProbeStatus status() {
        return status;
    }

    void label(Map<String, String> newTags) {
        tags = newTags;
    }

    void sending(long sequence, long atNanos, long offsetNanos) {
        periods.roll(atNanos, offsetNanos, window.next());
        window.sending(sequence, atNanos);
    }

    /** The first packet, one that took another way than the one before, or one that our own side could not send. */
    void handedOver(long sequence, SendResult result) {
        changed = true;
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
            if (lastError.isEmpty() || !lastError.get().equals(error)) {
                lastError = Optional.of(error);
            }
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
     * Lets time pass: decides samples, judges, begins periods.
     *
     * @param nowNanos ends periods
     * @param heardNanos decides samples: answers that came until then have been heard
     */
    void advance(long nowNanos, long heardNanos, Sink sink) {
        while (window.decideNext(heardNanos)) {
            judge.decided(
                    window.outcome(window.decided() - 1),
                    lastError,
                    ((Destination.Address) probe.destination()).address());
        }
        periods.roll(nowNanos, sink.offsetNanos(), window.next());
        if (changed || !isVerdictOf(status)) {
            refresh(sink, Optional.empty());
        }
    }

    /** When {@link #advance} has something to do at the latest, if nothing is heard before. */
    long attentionNanos() {
        long endOfPeriod = periods.endNanos();
        return Math.min(endOfPeriod, window.deadlineNanos(endOfPeriod));
    }

    /** Whether the oldest period is over and the last of its samples decided. */
    boolean canClose() {
        return periods.canClose(window.decided());
    }

    /** Closes the oldest period and reports it. */
    void close(Summary summary, Sink sink) {
        Report report = close(periods.removeOldest(), summary);
        refresh(sink, Optional.of(report));
        sink.reported(report);
    }

    /** Where reports and changes go, and the time they are made at. */
    interface Sink {
        long offsetNanos();

        Instant now();

        void reported(Report report);

        void changed(ProbeStatus status);
    }

    /** Samples of closed periods are history: what comes for them changes nothing. */
    private Period openPeriodOf(long sequence) {
        return window.isKept(sequence) ? periods.of(sequence) : null;
    }

    private Report close(Period period, Summary summary) {
        long end = period.newer.firstSequence;
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

    private boolean isVerdictOf(ProbeStatus told) {
        return told.health() == health() && told.cause() == cause();
    }

    private void refresh(Sink sink, Optional<Report> report) {
        changed = false;
        ProbeStatus old = status;
        boolean sameVerdict = isVerdictOf(old);
        Optional<Egress> egress = egress();
        boolean same = sameVerdict
                && old.state() == state
                && old.reason().equals(reason)
                && old.egress().equals(egress);
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
                egress,
                OptionalInt.empty(),
                probe.interval(),
                report.isPresent() ? report : old.lastReport());
        if (!same) {
            sink.changed(status);
        }
    }
}
