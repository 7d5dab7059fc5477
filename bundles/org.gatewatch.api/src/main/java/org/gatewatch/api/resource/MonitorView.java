package org.gatewatch.api.resource;

import java.util.List;
import java.util.Objects;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;

/**
 * A monitor as clients see it.
 *
 * @param monitor its name, period, tags and thresholds, and what its probes measure
 * @param arn {@code arn:…:networkmonitor:…:monitor/NAME}
 * @param state what {@link MonitorLifecycle} makes of its probes' states
 * @param origin its file and times
 * @param probes its probes as clients see them, in the file's order; empty in a list of monitors
 */
public record MonitorView(Monitor monitor, String arn, LifecycleState state, Origin origin, List<ProbeView> probes) {
    public MonitorView {
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(origin, "origin");
        probes = List.copyOf(probes);
    }
}
