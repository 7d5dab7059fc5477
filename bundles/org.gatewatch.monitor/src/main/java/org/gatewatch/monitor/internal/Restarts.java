package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes that a bug stopped: they start anew after a while, and after a longer one if that does not help. Confined to the
 * monitor thread, but for {@link #waiting()}.
 */
final class Restarts {
    private static final Logger LOG = LoggerFactory.getLogger(Restarts.class);
    private static final long FIRST_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long MAX_NANOS = Duration.ofMinutes(1).toNanos();
    /** Who went well for so long fails for the first time. */
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<ProbeId, Failed> failed = new HashMap<>();
    private volatile List<ProbeStatus> waiting = List.of();

    private static final class Failed {
        Wanted wanted;
        ProbeStatus shown;
        long waitNanos = FIRST_NANOS;
        long dueNanos;
        boolean isWaiting;
    }

    /** How those do that wait. Any thread. */
    List<ProbeStatus> waiting() {
        return waiting;
    }

    /** Takes a probe that does not run any more; returns how it does. */
    ProbeStatus failed(Wanted wanted, RuntimeException fault, long nowNanos, Instant now) {
        Failed one = failed.get(wanted.id());
        if (one == null || nowNanos - one.dueNanos > FORGOTTEN_NANOS) {
            one = new Failed();
            failed.put(wanted.id(), one);
            LOG.error(
                    "probe-failed: {} failed and starts anew in a second; later failures are not logged",
                    wanted.id(),
                    fault);
        } else {
            one.waitNanos = Math.min(MAX_NANOS, 2 * one.waitNanos);
        }
        one.wanted = wanted;
        one.shown = status(wanted, now);
        one.dueNanos = nowNanos + one.waitNanos;
        one.isWaiting = true;
        show();
        return one.shown;
    }

    private static ProbeStatus status(Wanted wanted, Instant now) {
        return new ProbeStatus(
                wanted.id(),
                wanted.probe(),
                wanted.aggregationPeriod(),
                LifecycleState.ERROR,
                "a fault of Gatewatch itself stopped this probe; it starts anew by itself, the log says more",
                Health.UNKNOWN,
                Cause.GATEWAY,
                now,
                Optional.empty(),
                OptionalInt.empty(),
                wanted.probe().interval(),
                Optional.empty());
    }

    /** Starts those whose time has come. */
    void advance(long nowNanos, Consumer<Wanted> start) {
        if (waiting.isEmpty()) {
            return;
        }
        var due = failed.values().stream()
                .filter(one -> one.isWaiting && nowNanos - one.dueNanos >= 0)
                .toList();
        due.forEach(one -> one.isWaiting = false);
        show();
        due.forEach(one -> start.accept(one.wanted)); // which may fail again
    }

    /**
     * Follows what is wanted, and takes out of it what goes on to wait: only who is measured otherwise starts at once.
     *
     * @param gone told who waits and is not wanted any more
     */
    void follow(Map<ProbeId, Wanted> wanted, Consumer<ProbeId> gone) {
        for (Failed one : List.copyOf(failed.values())) {
            ProbeId id = one.wanted.id();
            Wanted still = wanted.get(id);
            if (still == null || !still.measuresTheSameAs(one.wanted)) {
                failed.remove(id);
            } else if (one.isWaiting) {
                one.wanted = still;
                wanted.remove(id);
            }
            if (still == null && one.isWaiting) {
                gone.accept(id);
            }
        }
        show();
    }

    private void show() {
        waiting = failed.values().stream()
                .filter(one -> one.isWaiting)
                .map(one -> one.shown)
                .toList();
    }
}
