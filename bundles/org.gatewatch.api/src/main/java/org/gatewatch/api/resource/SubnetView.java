package org.gatewatch.api.resource;

import java.util.Objects;
import org.gatewatch.api.Source;

/**
 * A subnet in the cloud's words, and what stands for it on this host.
 *
 * @param arn given in {@code subnets/*.yaml}, or made from the names of host and interface
 * @param vpcId given there or for the probe, or made likewise
 * @param source the interface or address; {@link Source.Any} for the subnet that stands for the kernel's choice
 */
public record SubnetView(String arn, String vpcId, Source source) {
    public SubnetView {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(vpcId, "vpcId");
        Objects.requireNonNull(source, "source");
    }
}
