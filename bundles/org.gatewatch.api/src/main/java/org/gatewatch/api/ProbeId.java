package org.gatewatch.api;

import java.util.Comparator;
import java.util.Objects;

/**
 * Which probe: the name of its monitor and its own name in it. Ordered by monitor, then probe.
 *
 * @param monitor the monitor's name
 * @param probe the probe's name, unique in its monitor
 */
public record ProbeId(String monitor, String probe) implements Comparable<ProbeId> {
    private static final Comparator<ProbeId> ORDER =
            Comparator.comparing(ProbeId::monitor).thenComparing(ProbeId::probe);

    public ProbeId {
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(probe, "probe");
    }

    @Override
    public int compareTo(ProbeId other) {
        return ORDER.compare(this, other);
    }

    /** {@code monitor/probe}, for logs and tables. */
    @Override
    public String toString() {
        return monitor + "/" + probe;
    }
}
