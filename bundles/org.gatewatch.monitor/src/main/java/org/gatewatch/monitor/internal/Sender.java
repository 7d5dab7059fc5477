package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatewatch.api.probe.Clock;

/**
 * The scheduler: sends each probe's packets when they are due. What costs is not sending but waking up, so it sleeps
 * until the next packet is due and at least {@link #MIN_SLEEP_NANOS}, and then sends everything that is due; kernel
 * stamps make a packet that leaves up to that much late harmless. {@link #tick()} is called by one thread.
 */
final class Sender implements Loop.Task {
    private static final long MIN_SLEEP_NANOS = Duration.ofMillis(10).toNanos();
    /** A new probe waits no longer than this. */
    private static final long MAX_SLEEP_NANOS = Duration.ofMillis(100).toNanos();

    private static final long FIRST_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();
    /** Spreads first packets evenly whatever their number: the fractional part of n times the golden ratio. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final Clock clock;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<ProbeSender> byDue =
            new PriorityQueue<>(Comparator.comparingLong(ProbeSender::dueNanos));
    private long added;

    Sender(Clock clock) {
        this.clock = clock;
    }

    /** Starts a probe: its first packet leaves within one interval, and within one second. Any thread. */
    void add(ProbeSender probe, Duration interval) {
        commands.add(() -> {
            double share = added++ * GOLDEN_RATIO % 1.0;
            long span = Math.min(interval.toNanos(), FIRST_WITHIN_NANOS);
            probe.firstDueAt(clock.nanoTime() + (long) (share * span));
            byDue.add(probe);
        });
    }

    /** Stops a probe. Any thread. */
    void remove(ProbeSender probe) {
        commands.add(() -> byDue.remove(probe));
    }

    @Override
    public long tick() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        long now = clock.nanoTime();
        ProbeSender probe = byDue.peek();
        while (probe != null && probe.dueNanos() - now <= 0) {
            byDue.poll();
            probe.send(clock);
            byDue.add(probe);
            probe = byDue.peek();
        }
        long untilDue = probe == null ? MAX_SLEEP_NANOS : probe.dueNanos() - clock.nanoTime();
        return Math.max(MIN_SLEEP_NANOS, Math.min(MAX_SLEEP_NANOS, untilDue));
    }
}
