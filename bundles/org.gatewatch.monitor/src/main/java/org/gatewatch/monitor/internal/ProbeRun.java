package org.gatewatch.monitor.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.ProbeTransport;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.monitor.internal.names.Names;
import org.gatewatch.monitor.internal.names.Resolution;
import org.gatewatch.monitor.internal.verdict.Verdict;

/**
 * One probe as it runs: its samples, its verdict and its status. Confined to the monitor thread, but for
 * {@link #status()}.
 */
final class ProbeRun {
    private final ProbeSender sender;
    private final Samples samples;
    private final OwnSide ownSide = new OwnSide();
    private final FlowWatch flow = new FlowWatch();
    private final Verdict verdict;

    private Wanted wanted;
    private Optional<InetAddress> destination = Optional.empty();
    /** Why the destination's name could not be resolved last. */
    private String nameProblem = "";

    private Optional<Names.Use> name = Optional.empty();
    private long reports;
    /** What was said before the restart, until something is said again. */
    private Optional<Recollections.Verdict> before = Optional.empty();

    private Ends ends = Ends.NONE;
    /** Whether something that {@link ProbeStatus} shows may have changed. */
    private boolean changed = true;

    /** Without the last report: listeners keep it for as long as it is true, and share it. */
    private volatile ProbeStatus status;

    private volatile Optional<Report> lastReport = Optional.empty();

    /**
     * The engine's marks: the timer that wakes it; it looks at this probe in this round; it is about to close its oldest
     * period; it is gone.
     */
    int timer;

    boolean touched;

    boolean closing;
    boolean stopped;

    ProbeRun(Wanted wanted, ProbeSender sender, Verdict verdict, Instant now) {
        this.wanted = wanted;
        this.sender = sender;
        this.verdict = verdict;
        this.samples = new Samples(wanted.probe(), wanted.aggregationPeriod());
        if (wanted.probe().destination() instanceof Destination.Address fixed) {
            aimAt(Optional.of(fixed.address()));
        }
        this.status = statusSince(now);
    }

    ProbeId id() {
        return wanted.id();
    }

    Wanted wanted() {
        return wanted;
    }

    ProbeSender sender() {
        return sender;
    }

    /** What became of its packets; answers are told here. */
    Samples samples() {
        return samples;
    }

    /** How the probe does. Any thread. */
    ProbeStatus status() {
        return status.with(lastReport);
    }

    /** Takes on what measures the same: what is in the window is judged again if it is judged otherwise now. */
    void adopt(Wanted other) {
        boolean judgedAlike = other.probe().equals(wanted.probe());
        wanted = other;
        samples.keepOneByOne(wanted.probe());
        if (!judgedAlike) {
            verdict.judgeBy(wanted.probe());
            samples.judgeAgain(verdict, sender.paceNanos());
            changed = true;
        }
    }

    void remember(Optional<Recollections.Verdict> said) {
        before = said;
    }

    /** Whom to tell when nobody needs the destination's address any more. */
    void resolvedBy(Names.Use use) {
        name = Optional.of(use);
    }

    /** Nobody will hear of this probe any more. */
    void stop() {
        stopped = true;
        verdict.stop();
        name.ifPresent(Names.Use::close);
    }

    /**
     * Sends through this transport from now on, or not at all.
     *
     * @return whether that changes anything: then what is out will not be heard
     */
    boolean sendThrough(Optional<ProbeTransport> transport) {
        return sender.use(transport, destination);
    }

    private void aimAt(Optional<InetAddress> address) {
        if (!address.equals(destination)) {
            destination = address;
            address.ifPresentOrElse(verdict::aimAt, verdict::stop);
        }
    }

    /** Takes what the destination's name means now; {@link #sendThrough} must follow. */
    void resolved(Resolution resolution) {
        nameProblem = resolution.problem();
        changed = true;
        aimAt(resolution.address());
    }

    /** The first packet, one that took another way than the one before, or one that did not leave. */
    void handedOver(long sequence, SendResult result) {
        changed = true;
        if (ownSide.handedOver(result)) {
            verdict.reset(); // what was known of the path is too old by the time this heals
        }
        if (result != SendResult.SENT) {
            samples.notSent(sequence, result);
        }
        if (ownSide.isFailing()) { // packets or answers that are out may meet the same failure: not the peer's loss
            samples.discardInFlight(VoidReason.OWN_SIDE_FAILED);
        }
    }

    void refused(long sequence, long rttNanos) {
        if (wanted.probe().refusedAnswers()) {
            samples.answered(sequence, rttNanos);
        } else {
            samples.refused(sequence);
        }
    }

    void unreachable(long sequence, IcmpError error) {
        samples.unreachable(sequence, error, verdict.heard(error));
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
    void advance(long nowNanos, long heardNanos, ReportSink sink) {
        while (samples.decideNext(heardNanos)) {
            Outcome outcome = judge(samples.decided() - 1);
            if (flow.decided(outcome, wanted.probe().timeout(), nowNanos) && !ownSide.isFailing()) {
                sender.changeFlow();
            }
        }
        samples.rollPeriods(nowNanos, sink.offsetNanos());
        if (changed || !showsVerdict(status)) {
            refresh(sink);
        }
    }

    private Outcome judge(long sequence) {
        Outcome outcome = samples.outcome(sequence);
        verdict.decided(outcome, samples.cause(sequence), samples.rttNanos(sequence), samples.sentAtNanos(sequence));
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

    /** Closes and reports what {@link #canClose can be}: short periods end faster than a probe's turn comes. */
    void closeAll(Summary summary, ReportSink sink) {
        while (canClose()) {
            close(summary, sink);
        }
    }

    private void close(Summary summary, ReportSink sink) {
        if (wanted.probe().labels().keepSamples() && sink.takesSamples()) {
            sink.sampled(samples.oneByOne(id(), wanted.aggregationPeriod()));
        }
        Samples.Closed period = samples.closePeriod(summary, verdict.causeOfSilence());
        if (reports == 0) {
            reports = sink.recollections().reportsBefore(id(), period.start(), wanted.aggregationPeriod());
        }
        Report report = period.report(wanted, ends, ++reports, health(), cause());
        ends = ends.startingAnew(sender.egress(), destination);
        lastReport = sink.shown(report, lastReport);
        refresh(sink);
        sink.reported(report);
    }

    private Health health() {
        return ownSide.isBroken() ? Health.UNKNOWN : verdict.health();
    }

    private Cause cause() {
        return ownSide.isBroken() ? ownSide.cause() : verdict.cause();
    }

    private void refresh(ReportSink sink) {
        changed = false;
        ProbeStatus old = status;
        if (showsVerdict(old) && showsWhatIs(old)) {
            return;
        }
        ends = ends.updated(sender.egress(), destination);
        status = statusSince(showsHealth(old) ? old.since() : newSince(sink.now()));
        sink.changed(status);
    }

    /** A verdict that is the same again after a restart has held all along, as far as anybody knows. */
    private Instant newSince(Instant now) {
        Optional<Recollections.Verdict> said = before;
        before = health() == Health.UNKNOWN ? said : Optional.empty();
        return said.filter(told -> told.is(health(), cause()))
                .map(told -> told.since())
                .orElse(now);
    }

    private ProbeStatus statusSince(Instant since) {
        return new ProbeStatus(
                wanted.id(),
                wanted.probe(),
                wanted.aggregationPeriod(),
                ownSide.state(),
                reason(),
                health(),
                cause(),
                since,
                sender.egress(),
                verdict.pathMtu(),
                verdict.pace(),
                Optional.empty());
    }

    /** What is wrong on our own side; a name's problem says more than that it has no address. */
    private String reason() {
        return nameProblem.isEmpty() ? ownSide.reason() : nameProblem;
    }

    private boolean showsHealth(ProbeStatus told) {
        return told.health() == health() && told.cause() == cause();
    }

    /** Whether a status shows as it is what every sample may change. */
    private boolean showsVerdict(ProbeStatus told) {
        return showsHealth(told)
                && told.pace().equals(verdict.pace())
                && told.pathMtu().equals(verdict.pathMtu());
    }

    /** Whether a status shows all the rest as it is. */
    private boolean showsWhatIs(ProbeStatus told) {
        return told.state() == ownSide.state()
                && told.reason().equals(reason())
                && told.egress().equals(sender.egress())
                && told.probe().equals(wanted.probe());
    }
}
