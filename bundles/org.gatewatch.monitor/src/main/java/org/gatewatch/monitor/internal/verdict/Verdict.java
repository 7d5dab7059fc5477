package org.gatewatch.monitor.internal.verdict;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongConsumer;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.IcmpError;

/**
 * What is said about one probe: the {@link HealthJudge}'s word, unless a limiter at the peer or the size of its packets
 * explains what the judge sees. Allocates nothing per sample while all is well.
 */
public final class Verdict {
    /** RFC 791 section 3.2. */
    private static final int IPV4_MIN_MTU = 68;
    /** RFC 8200 section 5; what is told below it is to be ignored (RFC 8201 section 4). */
    private static final int IPV6_MIN_MTU = 1280;

    private final Trials trials;
    private final LongConsumer pacer;
    /** How long there has been a loss that the peer's limiter may yet explain. */
    private final Hold unexplained = new Hold();

    private Probe probe;
    private HealthJudge judge;
    private Health health = Health.UNKNOWN;
    private OptionalInt pathMtu = OptionalInt.empty();
    private Duration pace;
    private Optional<Aim> aim = Optional.empty();

    /** What belongs to the address that the packets go to. */
    private record Aim(InetAddress destination, RateLimitMember limit, Optional<MtuSearches.Wish> search) {}

    /**
     * Makes a verdict that knows nothing yet.
     *
     * @param pacer told how many nanoseconds shall pass between two packets, whenever that changes
     */
    public Verdict(Probe probe, Trials trials, LongConsumer pacer) {
        this.probe = probe;
        this.trials = trials;
        this.pacer = pacer;
        this.judge = new HealthJudge(probe.thresholds(), probe.interval());
        this.pace = probe.interval();
    }

    /** The packets go to this address from now on. What was known of the path stays: it is the same peer's. */
    public void aimAt(InetAddress destination) {
        Optional<Aim> old = aim;
        RateLimitMember limit = trials.limits().join(probe, destination, new Limited());
        Optional<MtuSearches.Wish> search = mayBeTooBig()
                ? Optional.of(trials.searches().wish(probe, destination, this::packetsPassUpTo))
                : Optional.empty();
        aim = Optional.of(new Aim(destination, limit, search));
        old.ifPresent(this::leave); // only now: a watch that nobody needs any more forgets what it found out
    }

    /** Ends what was begun for the probe. */
    public void stop() {
        aim.ifPresent(this::leave);
        aim = Optional.empty();
        pace(1);
    }

    private void leave(Aim old) {
        trials.limits().leave(probe, old.destination, old.limit);
        old.search.ifPresent(MtuSearches.Wish::withdraw);
    }

    /** Judges by the thresholds of this probe, which sends as the one before did; knows nothing until it is recalled. */
    public void judgeBy(Probe other) {
        Health before = judge.health();
        probe = other;
        judge = new HealthJudge(probe.thresholds(), pace);
        aim.ifPresent(at -> aimAt(at.destination));
        if (isLimited()) {
            judge.restart(before, pace);
        }
        health = judge.health();
    }

    /** Takes again what was decided before, as {@link #decided} did; only the judge needs it. */
    public void recall(Outcome outcome, Cause where, long rttNanos, long sentAtNanos) {
        if (isLimited()) {
            return; // among it are losses that were kept from the judge, because they were the limiter's
        }
        judge.decided(outcome, where, rttNanos, sentAtNanos);
        health = judge.health();
    }

    public Health health() {
        return health;
    }

    /** The cause of {@link #health()}. */
    public Cause cause() {
        if (health == Health.HEALTHY) {
            return isLimited() ? Cause.RATE_LIMITED : Cause.NONE;
        }
        boolean tooSmall = pathMtu.isPresent() && judge.cause() == Cause.UNKNOWN;
        return tooSmall ? Cause.MTU : judge.cause();
    }

    /** Where the fault of a sample is that nobody answered, as far as it is known by now. */
    public Cause causeOfSilence() {
        if (pathMtu.isPresent()) {
            return Cause.MTU;
        }
        return isLimited() ? Cause.RATE_LIMITED : Cause.UNKNOWN;
    }

    /** The largest IP packet that passes, while the probe's own are larger. */
    public OptionalInt pathMtu() {
        return pathMtu;
    }

    /** Time between two packets at present; the same object as long as it is the same. */
    public Duration pace() {
        return pace;
    }

    /** Forgets what was known of the path: it is too old to judge by. */
    public void reset() {
        judge.reset();
        health = Health.UNKNOWN;
    }

    /** An ICMP error came; where the fault is by it. */
    public Cause heard(IcmpError error) {
        if (aim.isEmpty()) {
            return Cause.UNKNOWN;
        }
        InetAddress destination = aim.get().destination;
        if (IcmpCause.isTooBig(error) && explainsLoss(error.nextHopMtu(), destination)) {
            pathMtu = error.nextHopMtu();
        }
        return IcmpCause.of(error, destination);
    }

    /** No path may have a smaller MTU than the protocol allows, and a larger one would let our packets pass. */
    private boolean explainsLoss(OptionalInt mtu, InetAddress destination) {
        int least = destination instanceof Inet4Address ? IPV4_MIN_MTU : IPV6_MIN_MTU;
        return mtu.isPresent()
                && mtu.getAsInt() >= least
                && mtu.getAsInt() < MtuSearches.packetBytes(probe, destination);
    }

    /**
     * Takes one decided sample; call it in the order in which they were sent.
     *
     * @param where where the fault of an unanswered sample is, {@code UNKNOWN} when nobody said
     * @param rttNanos of an answered sample
     * @param sentAtNanos when it was sent, on the monotonic clock
     */
    public void decided(Outcome outcome, Cause where, long rttNanos, long sentAtNanos) {
        if (aim.isPresent()) {
            aim.get().limit.decided(outcome, rttNanos, sentAtNanos);
        }
        // A limiter is silent: who refuses or explains has another reason, whatever the pace.
        if (outcome != Outcome.LOST || speaksAboutThePath(sentAtNanos)) {
            judge.decided(outcome, where, rttNanos, sentAtNanos);
        }
        if (aim.isPresent()) {
            explain(aim.get(), outcome, sentAtNanos);
        }
        health = verdict(sentAtNanos);
    }

    /** The silence after what was sent faster than a limited peer answers says nothing about the path. */
    private boolean speaksAboutThePath(long sentAtNanos) {
        if (!isLimited()) {
            return true;
        }
        RateLimitMember limit = aim.get().limit;
        return !limit.watch().expectsLoss() && limit.isSettled(sentAtNanos);
    }

    private void explain(Aim at, Outcome outcome, long sentAtNanos) {
        if (outcome == Outcome.ANSWERED) {
            pathMtu = OptionalInt.empty();
            at.search.ifPresent(MtuSearches.Wish::withdraw);
        }
        if (judge.lossIsRaised() && RateLimitMember.mayBeLimited(outcome)) {
            at.limit.watch().lossRaised(at.limit, sentAtNanos);
        } else if (outcome == Outcome.ANSWERED && judge.health() == Health.HEALTHY) {
            at.limit.watch().contented();
        }
        if (judge.health() == Health.DOWN && judge.cause() == Cause.UNKNOWN) {
            at.search.ifPresent(MtuSearches.Wish::ask);
        }
    }

    private boolean mayBeTooBig() {
        return probe.packet().dontFragment() && probe.packet().sizeBytes() > Packet.MIN_SIZE_BYTES;
    }

    private Health verdict(long atNanos) {
        boolean degraded = judge.health() == Health.DEGRADED && !judge.rttIsRaised();
        boolean overdue = unexplained.reached(degraded, TrialPlan.WITHHELD_NANOS, atNanos);
        boolean alarmed = health == Health.DEGRADED || health == Health.DOWN;
        if (!degraded || alarmed || aim.isEmpty()) {
            return judge.health();
        }
        RateLimitWatch watch = aim.get().limit.watch();
        boolean withheld = watch.isSettling() || (watch.isAboutToTell() && !overdue);
        return withheld ? health : Health.DEGRADED;
    }

    private boolean isLimited() {
        return aim.isPresent() && aim.get().limit.watch().isRecognised();
    }

    private void pace(int factor) {
        pace = factor == 1 ? probe.interval() : probe.interval().multipliedBy(factor);
        pacer.accept(pace.toNanos());
    }

    private void packetsPassUpTo(int bytes) {
        pathMtu = OptionalInt.of(bytes);
    }

    /** What the peer's limiter means for this probe. */
    private final class Limited implements RateLimitMember.Limited {
        @Override
        public void paced(int factor) {
            pace(factor);
            if (isLimited()) {
                judge.restart(judge.health() == Health.DEGRADED ? Health.HEALTHY : judge.health(), pace);
            }
        }

        @Override
        public void recognised() {
            judge.restart(Health.HEALTHY, pace);
            health = Health.HEALTHY;
        }

        @Override
        public void released() {
            judge.restart(judge.health(), probe.interval());
        }
    }
}
