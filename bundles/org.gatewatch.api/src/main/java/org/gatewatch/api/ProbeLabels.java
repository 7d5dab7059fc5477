package org.gatewatch.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of a probe that changes nothing in what it sends or how it is judged. Immutable.
 *
 * @param id {@code probe-} and 25 of {@code [0-9a-z]}, unique on this gateway; empty: made from the names of monitor and
 *     probe
 * @param tags free words of the operator, in the file's order
 * @param vpcId the VPC that the source is said to be in; empty: that of the source's subnet
 * @param subnetArn the subnet that the file names as source; the probe's {@link Probe#source()} is what stands for it
 * @param times when it was made and changed
 * @param keepSamples whether the history keeps each of its samples for some time, beside the periods
 */
public record ProbeLabels(
        Optional<String> id,
        Map<String, String> tags,
        Optional<String> vpcId,
        Optional<String> subnetArn,
        Times times,
        boolean keepSamples) {
    /** Nothing is said; most probes share this. */
    public static final ProbeLabels NONE =
            new ProbeLabels(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), Times.NONE);

    /** Nothing is said but that samples are kept. */
    private static final ProbeLabels KEEP_SAMPLES = NONE.with(true);

    /** Those of a probe whose samples are not kept. */
    public ProbeLabels(
            Optional<String> id,
            Map<String, String> tags,
            Optional<String> vpcId,
            Optional<String> subnetArn,
            Times times) {
        this(id, tags, vpcId, subnetArn, times, false);
    }

    public ProbeLabels {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(vpcId, "vpcId");
        Objects.requireNonNull(subnetArn, "subnetArn");
        Objects.requireNonNull(times, "times");
        tags = tags.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The same, the source being a subnet. */
    public ProbeLabels inSubnet(String arn) {
        return new ProbeLabels(id, tags, vpcId, Optional.of(arn), times, keepSamples);
    }

    /** The same, samples being kept or not. */
    public ProbeLabels keepingSamples(boolean keep) {
        if (keep == keepSamples) {
            return this;
        }
        return keep && equals(NONE) ? KEEP_SAMPLES : with(keep);
    }

    private ProbeLabels with(boolean keep) {
        return new ProbeLabels(id, tags, vpcId, subnetArn, times, keep);
    }
}
