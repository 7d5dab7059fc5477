package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatewatch.api.probe.Clock;

/**
 * The scheduler: sends each probe's packets when they are due. What costs is not sending but waking up, so it wakes at
 * the {@link Pace}'s grid and then sends everything that is due; kernel stamps make a packet that leaves up to that much
 * late harmless. {@link #tick()} is called by one thread.
 */
final class Sender implements Loop.Task, TimingWheel.Handler<ProbeSender> {
    private static final long WHEEL_TICK_NANOS = Duration.ofMillis(5).toNanos();
    /** One turn is a little longer than the usual interval: 1.28 s. */
    private static final int WHEEL_SLOTS = 256;
    /** Less than one turn of the wheel. */
    private static final long MAX_SLEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long FIRST_WITHIN_NANOS = Duration.ofSeconds(1).toNanos();
    /** Spreads first packets evenly whatever their number: the fractional part of n times the golden ratio. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final Clock clock;
    private final Runnable wake;
    private final TimingWheel<ProbeSender> wheel;
    private final Pace pace = new Pace();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    /** Probes that begin with this round. */
    private final List<ProbeSender> starting = new ArrayList<>();

    /** Groups of probes that are due together, and how many are in the newest. */
    private long groups;

    private int started;
    private long wakeGridNanos;

    /**
     * Sends nothing yet.
     *
     * @param wake called on another thread when {@link #tick()} should come now
     */
    Sender(Clock clock, Runnable wake) {
        this.clock = clock;
        this.wake = wake;
        this.wheel = new TimingWheel<>(WHEEL_TICK_NANOS, WHEEL_SLOTS, clock.nanoTime());
        this.wakeGridNanos = pace.wakeGridNanos();
    }

    /** Starts a probe: its first packet leaves within one interval, and within one second. Any thread. */
    void add(ProbeSender probe) {
        command(() -> {
            pace.add(probe.wantedIntervalNanos());
            starting.add(probe);
        });
    }

    /** Stops a probe. Any thread. */
    void remove(ProbeSender probe) {
        command(() -> {
            boolean runs = probe.timer != ProbeSender.NO_TIMER;
            if (runs || starting.remove(probe)) { // else it failed before it was added
                pace.remove(probe.wantedIntervalNanos());
            }
            if (runs) {
                wheel.remove(probe.timer);
                probe.timer = ProbeSender.NO_TIMER;
            }
        });
    }

    private void command(Runnable command) {
        commands.add(command);
        wake.run();
    }

    @Override
    public long tick() {
        if (!commands.isEmpty()) {
            runCommands();
        }
        wheel.expire(clock.nanoTime(), this);
        return untilNextWake();
    }

    @Override
    public void due(ProbeSender probe, long nowNanos) {
        try {
            probe.send(clock); // reads the clock again: a long burst makes its last packets late
        } catch (RuntimeException e) { // must stay this probe's: it tries again when its next packet is due
            probe.failed(e, nowNanos);
        }
        wheel.schedule(probe.timer, probe.dueNanos());
    }

    private void runCommands() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            command.run();
        }
        wakeGridNanos = pace.wakeGridNanos();
        starting.forEach(this::start);
        starting.clear();
    }

    private void start(ProbeSender probe) {
        double share = groups * GOLDEN_RATIO % 1.0;
        if (++started >= pace.neighbours()) {
            started = 0;
            groups++;
        }
        long span = Math.min(probe.wantedIntervalNanos(), FIRST_WITHIN_NANOS);
        long now = clock.nanoTime();
        long wait = onGrid(now + (long) (share * span), pace.startGridNanos()) - now;
        probe.firstDueAt(now + (wait <= span ? wait : wait % span)); // the grid may be coarser than what is left of it
        probe.timer = wheel.add(probe);
        wheel.schedule(probe.timer, probe.dueNanos());
    }

    private long untilNextWake() {
        long now = clock.nanoTime();
        return onGrid(Math.max(now + 1, wheel.nothingDueBefore(now + MAX_SLEEP_NANOS)), wakeGridNanos) - now;
    }

    /** The first point of the grid that is not before this time. */
    private static long onGrid(long nanos, long gridNanos) {
        return -Math.floorDiv(-nanos, gridNanos) * gridNanos;
    }
}
