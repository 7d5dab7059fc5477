package org.gatewatch.config.internal;

import java.util.Optional;
import org.gatewatch.api.Source;

/**
 * A cloud's subnet, and the address or interface of this host that stands for it.
 *
 * @param vpcId the VPC that it is in, if its file says one
 */
public record Subnet(String arn, Optional<String> vpcId, Source source) {}
