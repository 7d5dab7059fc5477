package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.Map;
import org.gatewatch.api.Probe;

/** What is to be measured, and how it is reported. */
record Wanted(Probe probe, Duration aggregationPeriod, Map<String, String> tags) {
    /** Whether a running probe can go on with its windows, labelled and judged anew. */
    boolean measuresTheSameAs(Wanted other) {
        return probe.measuresTheSameAs(other.probe) && aggregationPeriod.equals(other.aggregationPeriod);
    }
}
