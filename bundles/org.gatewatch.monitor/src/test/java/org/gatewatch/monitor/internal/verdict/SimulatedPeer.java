package org.gatewatch.monitor.internal.verdict;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.testkit.ManualClock;

/** A peer that answers as it is told, and the probes that ask it, on a clock that is moved by hand. */
final class SimulatedPeer {
    static final Duration RTT = Duration.ofMillis(20);
    private static final Duration STEP = Duration.ofMillis(10);
    private static final long SLACK_NANOS = Duration.ofMillis(250).toNanos();
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

    /** Whether the peer answers a packet that comes now. */
    interface Answers {
        boolean to(long nowNanos);
    }

    final ManualClock clock = new ManualClock();
    private final Trials trials = new Trials(
            new RateLimits(clock), new MtuSearches(clock, (probe, destination, listener) -> Optional.empty()));
    private final List<Asking> probes = new ArrayList<>();
    private Answers answers;
    private Duration rtt = RTT;

    SimulatedPeer(Answers answers) {
        this.answers = answers;
    }

    void answers(Answers other) {
        answers = other;
    }

    void rtt(Duration other) {
        rtt = other;
    }

    Asking ask(Probe probe) {
        var asking = new Asking(probe);
        probes.add(asking);
        return asking;
    }

    /** Lets time pass as the scheduler does, in steps of 10 ms. */
    void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
            clock.advance(STEP);
            probes.forEach(Asking::send);
            probes.forEach(Asking::decide);
        }
    }

    /** Lets time pass until something is so, or too much of it has passed. */
    void runUntil(Duration atMost, BooleanSupplier so) {
        for (long left = atMost.toNanos(); left > 0 && !so.getAsBoolean(); left -= STEP.toNanos()) {
            run(STEP);
        }
    }

    /** A limiter as most hosts and routers have it: so many answers a second, and a few more after a rest. */
    static Answers tokenBucket(double perSecond, int burst) {
        return new Answers() {
            private double tokens = burst;
            private long filledAtNanos;

            @Override
            public boolean to(long nowNanos) {
                tokens = Math.min(burst, tokens + (nowNanos - filledAtNanos) * perSecond / 1e9);
                filledAtNanos = nowNanos;
                boolean answered = tokens >= 1 - 1e-9;
                tokens -= answered ? 1 : 0;
                return answered;
            }
        };
    }

    private record Sample(long sentAtNanos, boolean answered, long rttNanos) {}

    /** One probe and its verdict. */
    final class Asking {
        final Verdict verdict;
        final Set<Health> shown = new LinkedHashSet<>();
        final Set<Cause> causes = new LinkedHashSet<>();
        private final Probe probe;
        private final Deque<Sample> undecided = new ArrayDeque<>();
        private long paceNanos;
        private long dueNanos;

        private Asking(Probe probe) {
            this.probe = probe;
            this.dueNanos = clock.nanoTime();
            this.paceNanos = probe.interval().toNanos();
            this.verdict = new Verdict(probe, trials, nanos -> paceNanos = nanos);
            verdict.aimAt(ADDRESS);
        }

        /** Sends its next packet so much later. */
        Asking delayed(Duration by) {
            dueNanos += by.toNanos();
            return this;
        }

        private void send() {
            long now = clock.nanoTime();
            if (dueNanos <= now) {
                dueNanos += paceNanos;
                undecided.add(new Sample(now, answers.to(now), rtt.toNanos()));
            }
        }

        private void decide() {
            long giveUp = clock.nanoTime() - probe.timeout().toNanos() - SLACK_NANOS;
            long heard = clock.nanoTime() - rtt.toNanos();
            Sample next = undecided.peek();
            while (next != null && next.sentAtNanos <= (next.answered ? heard : giveUp)) {
                undecided.remove();
                verdict.decided(
                        next.answered ? Outcome.ANSWERED : Outcome.LOST,
                        Cause.UNKNOWN,
                        next.rttNanos,
                        next.sentAtNanos);
                shown.add(verdict.health());
                causes.add(verdict.cause());
                next = undecided.peek();
            }
        }

        /** All that it sends from now on has this outcome, for so long. */
        void isTold(Outcome outcome, Cause where, Duration time) {
            undecided.clear();
            long end = clock.nanoTime() + time.toNanos();
            while (clock.nanoTime() < end) {
                clock.advance(Duration.ofNanos(paceNanos));
                verdict.decided(outcome, where, 0, clock.nanoTime());
            }
            dueNanos = clock.nanoTime();
        }

        boolean wasAlarmed() {
            return shown.contains(Health.DEGRADED) || shown.contains(Health.DOWN);
        }

        /** How many times slower than wanted it asks. */
        long factor() {
            return verdict.pace().dividedBy(probe.interval());
        }
    }
}
