package org.gatewatch.config.internal;

import org.gatewatch.api.Source;

/** A cloud's subnet, and the address or interface of this host that stands for it. */
record Subnet(String arn, Source source) {}
