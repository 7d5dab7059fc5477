package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Probes that have periods to close. Periods end at the same moment everywhere; closing them is spread over many short
 * rounds. Confined to the monitor thread.
 */
final class Closing {
    /** From one round to the next. */
    static final long TICK_NANOS = Duration.ofMillis(20).toNanos();
    /**
     * In so long all are closed. Reporters keep up with that pace at 10,000 probes, so what they make of a report is
     * garbage before the collector copies it; in one second they could not, and every minute cost several full collections.
     */
    static final Duration SPREAD = Duration.ofSeconds(5);

    private static final int ROUNDS = (int) (SPREAD.toNanos() / TICK_NANOS);

    private static final int MIN_IN_A_ROUND = 32;

    private final Queue<ProbeRun> waiting = new ArrayDeque<>();

    /** Lets a probe wait for its turn, if it has such a period. */
    void add(ProbeRun run) {
        if (!run.closing && run.canClose()) {
            run.closing = true;
            waiting.add(run);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Does one round's share of so many probes. */
    void advance(int probes, Consumer<ProbeRun> close) {
        int most = Math.max(MIN_IN_A_ROUND, probes / ROUNDS);
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            ProbeRun run = waiting.remove();
            run.closing = false;
            close.accept(run);
        }
    }
}
