package org.gatewatch.monitor.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;

/**
 * Probes that are switched off: they are listed, and nothing is sent or kept for them. Confined to the monitor thread, but
 * for {@link #all()} and {@link #find}.
 */
final class Paused {
    private final Map<ProbeId, ProbeStatus> paused = new TreeMap<>();
    private volatile Map<ProbeId, ProbeStatus> published = Map.of();

    /** How those do that are switched off. Any thread. */
    Collection<ProbeStatus> all() {
        return published.values();
    }

    /** One of them. Any thread. */
    Optional<ProbeStatus> find(ProbeId id) {
        return Optional.ofNullable(published.get(id));
    }

    /**
     * Follows what is wanted, and takes out of it who is switched off.
     *
     * @param changed told who was not switched off before, or not so
     * @param gone told who was switched off and is not wanted any more
     */
    void follow(Map<ProbeId, Wanted> wanted, Instant now, Consumer<ProbeStatus> changed, Consumer<ProbeId> gone) {
        for (ProbeId id : List.copyOf(paused.keySet())) {
            Wanted still = wanted.get(id);
            if (still == null || still.probe().enabled()) {
                paused.remove(id);
            }
            if (still == null) {
                gone.accept(id);
            }
        }
        for (Wanted each : List.copyOf(wanted.values())) {
            if (!each.probe().enabled()) {
                wanted.remove(each.id());
                pause(each, now, changed);
            }
        }
        published = Map.copyOf(paused);
    }

    private void pause(Wanted wanted, Instant now, Consumer<ProbeStatus> changed) {
        ProbeStatus before = paused.get(wanted.id());
        ProbeStatus status = status(wanted, before == null ? now : before.since());
        if (!status.equals(before)) {
            paused.put(wanted.id(), status);
            changed.accept(status);
        }
    }

    private static ProbeStatus status(Wanted wanted, Instant since) {
        return new ProbeStatus(
                wanted.id(),
                wanted.probe(),
                wanted.aggregationPeriod(),
                LifecycleState.INACTIVE,
                "",
                Health.UNKNOWN,
                Cause.NONE,
                since,
                Optional.empty(),
                OptionalInt.empty(),
                wanted.probe().interval(),
                Optional.empty());
    }
}
