package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/**
 * One probe as it runs: its samples, its verdict and its status. Confined to the monitor thread, but for
 * {@link #status()}.
 */
final class ProbeRun {
    /** Where a probe goes whose name has no address yet: nothing can have come from there. */
    private static final InetAddress NOWHERE = InetAddress.getLoopbackAddress();

    private final ProbeId id;
    private final Duration aggregationPeriod;
    private final ProbeSender sender;
    private final TimingWheel.Timer<ProbeRun> timer = new TimingWheel.Timer<>(this);
    private final Samples samples;
    private final OwnSide ownSide = new OwnSide();
    private final FlowWatch flow;

    private Probe probe;
    private Map<String, String> tags;
    private HealthJudge judge;
    private Optional<InetAddress> destination;
    private long reports;
    private Ends ends = Ends.NONE;
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
        this.samples = new Samples(probe, aggregationPeriod);
        this.flow = new FlowWatch(probe.timeout());
        this.judge = judgeOf(probe);
        this.destination = probe.destination() instanceof Destination.Address fixed
                ? Optional.of(fixed.address())
                : Optional.empty();
        this.status = new ProbeStatus(
                id,
                probe,
                aggregationPeriod,
                ownSide.state(),
                ownSide.reason(),
                Health.UNKNOWN,
                Cause.NONE,
                now,
                Optional.empty(),
                OptionalInt.empty(),
                probe.interval(),
                Optional.empty());
    }

    private static HealthJudge judgeOf(Probe probe) {
        return new HealthJudge(HealthThresholds.forInterval(probe.interval()));
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

    /** Where packets go at present; empty while the destination's name has no address. */
    Optional<InetAddress> destination() {
        return destination;
    }

    /** What became of its packets; answers are told here. */
    Samples samples() {
        return samples;
    }

    /** How the probe does. Any thread. */
    ProbeStatus status() {
        return status;
    }

    /** Takes on what measures the same: what is in the window is judged again if it is judged otherwise now. */
    void adopt(Wanted wanted) {
        tags = wanted.tags();
        if (!probe.equals(wanted.probe())) {
            probe = wanted.probe();
            judge = judgeOf(probe);
            for (long sequence = samples.firstKept(); sequence < samples.decided(); sequence++) {
                judge(sequence);
            }
            changed = true;
        }
    }

    /**
     * Sends through this transport from now on, or not at all.
     *
     * @return whether that changes anything: then what is out will not be heard
     */
    boolean sendThrough(Optional<ProbeTransport> transport) {
        return sender.use(transport, destination);
    }

    /** Sends to this address of its destination from now on; {@link #sendThrough} must follow. */
    void aimAt(Optional<InetAddress> address) {
        destination = address;
    }

    /** The first packet, one that took another way than the one before, or one that did not leave. */
    void handedOver(long sequence, SendResult result) {
        changed = true;
        if (ownSide.handedOver(result)) {
            judge.reset(); // what was known of the path is too old by the time this heals
        }
        if (result != SendResult.SENT) {
            samples.notSent(sequence, result);
        }
        if (ownSide.isFailing()) { // packets or answers that are out may meet the same failure: not the peer's loss
            samples.discardInFlight(VoidReason.OWN_SIDE_FAILED);
        }
    }

    void refused(long sequence, long rttNanos) {
        if (probe.refusedAnswers()) {
            samples.answered(sequence, rttNanos);
        } else {
            samples.refused(sequence);
        }
    }

    void unreachable(long sequence, IcmpError error) {
        samples.unreachable(sequence, error, HealthJudge.causeOf(error, destination.orElse(NOWHERE)));
    }

    /** Nothing that is still undecided can be used. */
    void discardPending(VoidReason reason) {
        samples.discardPending(reason);
    }

    /**
     * Lets time pass: decides samples, judges, begins periods.
     *
     * @param nowNanos ends periods
     * @param heardNanos decides samples: answers that came until then have been heard
     */
    void advance(long nowNanos, long heardNanos, Sink sink) {
        while (samples.decideNext(heardNanos)) {
            Outcome outcome = judge(samples.decided() - 1);
            if (flow.decided(outcome, nowNanos) && !ownSide.isFailing()) {
                sender.changeFlow();
            }
        }
        samples.rollPeriods(nowNanos, sink.offsetNanos());
        if (changed || !isVerdictOf(status)) {
            refresh(sink, Optional.empty());
        }
    }

    private Outcome judge(long sequence) {
        Outcome outcome = samples.outcome(sequence);
        judge.decided(outcome, samples.error(sequence), destination.orElse(NOWHERE));
        return outcome;
    }

    /** When {@link #advance} has something to do at the latest, if nothing is heard before. */
    long attentionNanos() {
        return samples.attentionNanos();
    }

    /** Whether the oldest period is over and the last of its samples decided. */
    boolean canClose() {
        return samples.canClosePeriod();
    }

    /** Closes the oldest period and reports it. */
    void close(Summary summary, Sink sink) {
        Report report = report(samples.closePeriod(summary));
        ends = ends.startingAnew(sender.egress(), destination);
        refresh(sink, Optional.of(report));
        sink.reported(report);
    }

    private Report report(Samples.Closed period) {
        return new Report(
                id,
                probe,
                ends.source(),
                ends.destination(),
                tags,
                period.start(),
                aggregationPeriod,
                ++reports,
                period.counts(),
                period.details(),
                period.rtt(),
                health(),
                cause());
    }

    private Health health() {
        return ownSide.isBroken() ? Health.UNKNOWN : judge.health();
    }

    private Cause cause() {
        return ownSide.isBroken() ? Cause.GATEWAY : judge.cause();
    }

    private boolean isVerdictOf(ProbeStatus told) {
        return told.health() == health() && told.cause() == cause();
    }

    private void refresh(Sink sink, Optional<Report> report) {
        changed = false;
        ProbeStatus old = status;
        boolean sameVerdict = isVerdictOf(old);
        boolean same = sameVerdict && showsWhatIs(old);
        if (same && report.isEmpty()) {
            return;
        }
        Optional<Egress> egress = sender.egress();
        ends = ends.updated(egress, destination);
        status = new ProbeStatus(
                id,
                probe,
                aggregationPeriod,
                ownSide.state(),
                ownSide.reason(),
                health(),
                cause(),
                sameVerdict ? old.since() : sink.now(),
                egress,
                OptionalInt.empty(),
                pace(),
                report.isPresent() ? report : old.lastReport());
        if (!same) {
            sink.changed(status);
        }
    }

    private Duration pace() {
        long nanos = sender.paceNanos();
        return nanos == probe.interval().toNanos() ? probe.interval() : Duration.ofNanos(nanos);
    }

    /** Whether a status shows all but the verdict as it is. */
    private boolean showsWhatIs(ProbeStatus told) {
        return told.state() == ownSide.state()
                && told.reason().equals(ownSide.reason())
                && told.egress().equals(sender.egress())
                && told.pace().toNanos() == sender.paceNanos()
                && told.probe().equals(probe);
    }

    /** Where reports and changes go, and the time they are made at. */
    interface Sink {
        long offsetNanos();

        Instant now();

        void reported(Report report);

        void changed(ProbeStatus status);
    }
}
