package org.gatewatch.monitor.internal.verdict;

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
    private final Probe probe;
    private final RateLimits limits;
    private final MtuSearches searches;
    private final LongConsumer pacer;
    private final HealthJudge judge;
    /** How long there has been a loss that the peer's limiter may yet explain. */
    private final Hold unexplained = new Hold(TrialPlan.WITHHELD_FOR);

    private Health health = Health.UNKNOWN;
    private OptionalInt pathMtu = OptionalInt.empty();
    private long paceNanos;
    private Optional<Aim> aim = Optional.empty();

    /** What belongs to the address that the packets go to. */
    private record Aim(InetAddress destination, RateLimitMember limit, MtuSearches.Wish search) {}

    /**
     * Makes a verdict that knows nothing yet.
     *
     * @param pacer told how many nanoseconds shall pass between two packets, whenever that changes
     */
    public Verdict(Probe probe, RateLimits limits, MtuSearches searches, LongConsumer pacer) {
        this.probe = probe;
        this.limits = limits;
        this.searches = searches;
        this.pacer = pacer;
        this.judge = new HealthJudge(probe.thresholds(), probe.interval());
        this.paceNanos = probe.interval().toNanos();
    }

    /** The packets go to this address from now on. What was known of the path stays: it is the same peer's. */
    public void aimAt(InetAddress destination) {
        stop();
        RateLimitMember limit = limits.join(probe, destination, new Limited());
        aim = Optional.of(new Aim(destination, limit, searches.wish(probe, destination, this::packetsPassUpTo)));
    }

    /** Ends what was begun for the probe. */
    public void stop() {
        aim.ifPresent(old -> {
            limits.leave(probe, old.destination, old.limit);
            old.search.withdraw();
        });
        aim = Optional.empty();
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

    /** Time between two packets at present. */
    public long paceNanos() {
        return paceNanos;
    }

    /** Forgets what was known of the path: it is too old to judge by. */
    public void reset() {
        judge.reset();
        health = Health.UNKNOWN;
    }

    /** An ICMP error came; where the fault is by it. */
    public Cause heard(IcmpError error, InetAddress destination) {
        if (IcmpCause.isTooBig(error) && error.nextHopMtu().isPresent()) {
            pathMtu = error.nextHopMtu();
        }
        return IcmpCause.of(error, destination);
    }

    /**
     * Takes one decided sample; call it in the order in which they were sent.
     *
     * @param where where the fault of an unanswered sample is, {@code UNKNOWN} when nobody said
     * @param rttNanos of an answered sample
     * @param sentAtNanos when it was sent, on the monotonic clock
     */
    public void decided(Outcome outcome, Cause where, long rttNanos, long sentAtNanos) {
        boolean usable = outcome != Outcome.NOT_SENT && outcome != Outcome.VOID;
        if (usable && aim.isPresent()) {
            aim.get().limit.decided(outcome != Outcome.ANSWERED, rttNanos, sentAtNanos);
        }
        if (!usable || speaksAboutThePath(sentAtNanos)) {
            judge.decided(outcome, where, rttNanos, sentAtNanos);
        }
        if (aim.isPresent()) {
            explain(aim.get(), outcome, sentAtNanos);
        }
        health = verdict(sentAtNanos);
    }

    /** What was sent faster than a limited peer answers says nothing about the path. */
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
            at.search.withdraw();
        }
        if (judge.lossIsRaised()) {
            at.limit.watch().lossRaised(at.limit, sentAtNanos);
        } else if (outcome == Outcome.ANSWERED && judge.health() == Health.HEALTHY) {
            at.limit.watch().contented();
        }
        if (judge.health() == Health.DOWN && judge.cause() == Cause.UNKNOWN && mayBeTooBig()) {
            at.search.ask();
        }
    }

    private boolean mayBeTooBig() {
        return probe.packet().dontFragment() && probe.packet().sizeBytes() > Packet.MIN_SIZE_BYTES;
    }

    private Health verdict(long atNanos) {
        boolean degraded = judge.health() == Health.DEGRADED && !judge.rttIsRaised();
        boolean overdue = unexplained.reached(degraded, atNanos);
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

    private void packetsPassUpTo(int bytes) {
        pathMtu = OptionalInt.of(bytes);
    }

    /** What the peer's limiter means for this probe. */
    private final class Limited implements RateLimitMember.Limited {
        @Override
        public void paced(int factor) {
            paceNanos = probe.interval().toNanos() * factor;
            pacer.accept(paceNanos);
            if (isLimited()) {
                judge.restart(
                        judge.health() == Health.DEGRADED ? Health.HEALTHY : judge.health(),
                        probe.interval().multipliedBy(factor));
            }
        }

        @Override
        public void recognised() {
            judge.restart(Health.HEALTHY, Duration.ofNanos(paceNanos));
            health = Health.HEALTHY;
        }

        @Override
        public void released() {
            judge.restart(judge.health(), probe.interval());
        }
    }
}
