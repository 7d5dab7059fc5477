package org.gatewatch.config.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Times;

/**
 * A monitor as its file says it: some of its probes do not know their ends yet.
 *
 * @param thresholds puts what the monitor says over the defaults
 * @param keepSamples whether samples are kept of probes that do not say it themselves
 */
record MonitorDraft(
        String name,
        Duration aggregationPeriod,
        Map<String, String> tags,
        UnaryOperator<Thresholds> thresholds,
        Quorum quorum,
        boolean keepSamples,
        Times times,
        List<ProbeDraft> probes) {
    MonitorDraft {
        probes = List.copyOf(probes);
    }

    /** The monitor; every reference of its probes must be known. */
    Monitor resolve(KnownEnds known) {
        Thresholds common = thresholds.apply(Thresholds.DEFAULT);
        var resolved = probes.stream()
                .map(probe -> probe.resolve(known, common, keepSamples))
                .toList();
        return new Monitor(name, aggregationPeriod, tags, resolved, quorum, times);
    }
}
