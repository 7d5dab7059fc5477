package org.gatewatch.monitor.internal;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs that one timer of 10,000 is due and set again: each is due once a second, 100 of them every 10 ms. */
@State(Scope.Thread)
public class TimingWheelBenchmark {
    private static final int TIMERS = 10_000;
    private static final int DUE_PER_TICK = 100;
    private static final long TICK_NANOS = 10_000_000;
    private static final long INTERVAL_NANOS = TICK_NANOS * TIMERS / DUE_PER_TICK;
    private static final int SLOTS = 256;

    private final TimingWheel<Turn> wheel = new TimingWheel<>(TICK_NANOS, SLOTS, 0);
    private final TimingWheel.Handler<Turn> handler = this::due;
    private long nowNanos;
    private long due;

    /** Owns a timer. */
    private final class Turn {
        private final int timer = wheel.add(this);
    }

    @Setup
    public void schedule() {
        for (int i = 0; i < TIMERS; i++) {
            wheel.schedule(new Turn().timer, i * INTERVAL_NANOS / TIMERS);
        }
    }

    @Benchmark
    @OperationsPerInvocation(DUE_PER_TICK)
    public long expiresAndSchedulesATimer() {
        nowNanos += TICK_NANOS;
        wheel.expire(nowNanos, handler);
        return due;
    }

    private void due(Turn turn, long atNanos) {
        due++;
        wheel.schedule(turn.timer, wheel.dueNanos(turn.timer) + INTERVAL_NANOS);
    }
}
