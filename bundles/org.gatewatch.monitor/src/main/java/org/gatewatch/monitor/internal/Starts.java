package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;

/**
 * Probes that are wanted and not started yet. To start 50,000 takes seconds, in which the first ones' answers come: they
 * are started a few in each round, so that events are taken in between. Confined to the monitor thread.
 */
final class Starts {
    /** From one round to the next. */
    static final long TICK_NANOS = Duration.ofMillis(1).toNanos();

    private static final long ROUND_NANOS = Duration.ofMillis(20).toNanos();

    private final Clock clock;
    private final Queue<Wanted> waiting = new ArrayDeque<>();

    Starts(Clock clock) {
        this.clock = clock;
    }

    void add(Wanted wanted) {
        waiting.add(wanted);
    }

    /**
     * Forgets what waits, because something else is wanted now.
     *
     * @param removed hears of each that is not in {@code wanted}: it may have run before, and listeners know it
     */
    void forget(Map<ProbeId, Wanted> wanted, Consumer<ProbeId> removed) {
        for (Wanted each : waiting) {
            if (!wanted.containsKey(each.id())) {
                removed.accept(each.id());
            }
        }
        waiting.clear();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Starts as many as a round has time for. */
    void advance(Consumer<Wanted> start) {
        long beginNanos = clock.nanoTime();
        while (!waiting.isEmpty() && clock.nanoTime() - beginNanos < ROUND_NANOS) {
            start.accept(waiting.remove());
        }
    }
}
