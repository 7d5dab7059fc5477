package org.gatewatch.config.internal.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;

/**
 * The states of monitors as lists show them, at most a second old: lists are asked for a hundred times as often as anything
 * changes, and each time all probes would have to be looked at. Thread-safe.
 */
final class MonitorStates {
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** What was seen when, of the monitor as it was then. */
    private record Seen(Monitor monitor, LifecycleState state, long atNanos) {}

    /** @param nanoTime the monotonic clock */
    MonitorStates(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    LifecycleState of(Monitor monitor, Supplier<LifecycleState> look) {
        long now = nanoTime.getAsLong();
        Seen last = seen.get(monitor.name());
        if (last != null && last.monitor.equals(monitor) && now - last.atNanos < KEPT_NANOS) {
            return last.state;
        }
        LifecycleState state = look.get();
        seen.put(monitor.name(), new Seen(monitor, state, now));
        return state;
    }

    /** Forgets all others. */
    void keepOnly(Collection<String> names) {
        seen.keySet().retainAll(names);
    }
}
