package org.gatewatch.config.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Thresholds;

/**
 * A probe as its file says it.
 *
 * @param thresholds puts what the probe says over what its monitor says
 * @param keepSamples whether its samples are kept; empty: as the monitor says
 */
record ProbeDraft(
        String name,
        Target target,
        int mark,
        Packet packet,
        Duration interval,
        Duration timeout,
        boolean refusedAnswers,
        UnaryOperator<Thresholds> thresholds,
        boolean enabled,
        ProbeLabels labels,
        Optional<Boolean> keepSamples) {

    /**
     * The probe.
     *
     * @param common what the monitor says of all its probes
     * @param samplesKept likewise
     */
    Probe resolve(KnownEnds known, Thresholds common, boolean samplesKept) {
        Target.Ends ends = target.ends(known);
        return new Probe(
                name,
                ends.connectionId(),
                ends.source(),
                mark,
                ends.destination(),
                packet,
                interval,
                timeout,
                refusedAnswers,
                thresholds.apply(common),
                enabled,
                labels(samplesKept));
    }

    private ProbeLabels labels(boolean samplesKept) {
        var placed = target instanceof Target.FromSubnet subnet ? labels.inSubnet(subnet.arn()) : labels;
        return placed.keepingSamples(keepSamples.orElse(samplesKept));
    }
}
