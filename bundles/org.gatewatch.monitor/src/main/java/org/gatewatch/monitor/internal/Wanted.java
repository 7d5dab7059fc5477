package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.desired.DesiredState;

/** What is to be measured, and how it is reported. */
record Wanted(ProbeId id, Probe probe, Duration aggregationPeriod, Map<String, String> tags) {
    /** Every probe that is desired, in the files' order. */
    static Map<ProbeId, Wanted> by(DesiredState state) {
        Map<ProbeId, Wanted> wanted = new LinkedHashMap<>();
        for (Monitor monitor : state.monitors()) {
            for (Probe probe : monitor.probes()) {
                var id = new ProbeId(monitor.name(), probe.name());
                wanted.put(id, new Wanted(id, probe, monitor.aggregationPeriod(), monitor.tags()));
            }
        }
        return wanted;
    }

    /** Whether a running probe can go on with its windows, labelled and judged anew. */
    boolean measuresTheSameAs(Wanted other) {
        return probe.measuresTheSameAs(other.probe) && aggregationPeriod.equals(other.aggregationPeriod);
    }
}
