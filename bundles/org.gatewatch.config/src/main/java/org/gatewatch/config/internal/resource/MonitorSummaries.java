package org.gatewatch.config.internal.resource;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.resource.MonitorView;

/**
 * Monitors as lists show them, at most a second old: lists are asked for a hundred times as often as anything changes, and
 * each time probes, files and what is stored of them would have to be looked at. Thread-safe.
 */
final class MonitorSummaries {
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** What was seen when. */
    private record Seen(MonitorView view, long atNanos) {}

    /** @param nanoTime the monotonic clock */
    MonitorSummaries(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    MonitorView of(Monitor monitor, Supplier<MonitorView> look) {
        long now = nanoTime.getAsLong();
        Seen last = seen.get(monitor.name());
        if (last != null && last.view.monitor().equals(monitor) && now - last.atNanos < KEPT_NANOS) {
            return last.view;
        }
        MonitorView view = look.get();
        seen.put(monitor.name(), new Seen(view, now));
        return view;
    }

    /** Forgets all others. */
    void keepOnly(Collection<String> names) {
        seen.keySet().retainAll(names);
    }
}
