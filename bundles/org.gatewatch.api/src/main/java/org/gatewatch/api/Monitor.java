package org.gatewatch.api;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A named group of probes that are reported together.
 *
 * @param name 1–200 of {@code [a-zA-Z0-9_-]}, unique on this gateway
 * @param aggregationPeriod length of a report's period, 1 s–1 h in whole seconds
 * @param tags free words of the operator, in the file's order, carried by every report
 * @param probes in the file's order; their names differ
 * @param quorum how many of them decide for the monitor
 * @param times when it was made and changed
 */
public record Monitor(
        String name,
        Duration aggregationPeriod,
        Map<String, String> tags,
        List<Probe> probes,
        Quorum quorum,
        Times times) {
    public static final Duration DEFAULT_AGGREGATION_PERIOD = Duration.ofSeconds(60);
    public static final Duration MIN_AGGREGATION_PERIOD = Duration.ofSeconds(1);
    public static final Duration MAX_AGGREGATION_PERIOD = Duration.ofHours(1);

    /** A monitor of which no times are known. */
    public Monitor(
            String name, Duration aggregationPeriod, Map<String, String> tags, List<Probe> probes, Quorum quorum) {
        this(name, aggregationPeriod, tags, probes, quorum, Times.NONE);
    }

    public Monitor {
        Objects.requireNonNull(times, "times");
        if (!name.matches("[a-zA-Z0-9_-]{1,200}")) {
            throw new IllegalArgumentException("monitorName '" + name + "': allowed are 1 to 200 of [a-zA-Z0-9_-]");
        }
        if (aggregationPeriod.compareTo(MIN_AGGREGATION_PERIOD) < 0
                || aggregationPeriod.compareTo(MAX_AGGREGATION_PERIOD) > 0
                || !aggregationPeriod.equals(Duration.ofSeconds(aggregationPeriod.toSeconds()))) {
            throw new IllegalArgumentException(
                    "aggregationPeriod " + aggregationPeriod + ": allowed are 1 to 3600 whole seconds");
        }
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        probes = List.copyOf(probes);
        var names = new HashSet<String>();
        for (Probe probe : probes) {
            if (!names.add(probe.name())) {
                throw new IllegalArgumentException("monitor " + name + ": two probes are named " + probe.name());
            }
        }
    }
}
