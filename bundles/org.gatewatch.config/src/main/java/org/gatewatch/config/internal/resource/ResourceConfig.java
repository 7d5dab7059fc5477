package org.gatewatch.config.internal.resource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets in {@code org.gatewatch.config.cfg}; {@link ResourceSettings} is its checked form. */
@ObjectClassDefinition(
        id = ResourceConfig.PID,
        name = "Gatewatch configuration",
        description = "Names and limits of what clients of the command line and the APIs see and create.")
@interface ResourceConfig {
    String PID = "org.gatewatch.config";

    @AttributeDefinition(
            name = "Gateway id",
            description = "What the ids of subnets and VPCs are made from, 1 to 200 characters; empty: the host name.")
    String gateway_id() default "";

    @AttributeDefinition(name = "Partition", description = "Of ARNs: 1 to 30 of a-z A-Z 0-9 -.")
    String arn_partition() default "aws";

    @AttributeDefinition(name = "Region", description = "Of ARNs: 1 to 30 of a-z A-Z 0-9 -.")
    String arn_region() default "local";

    @AttributeDefinition(name = "Account", description = "Of ARNs: 12 digits.")
    String arn_account() default "000000000000";

    @AttributeDefinition(
            name = "Monitors",
            description = "How many there may be for a client to create one, 1 to 100000.",
            min = "1",
            max = "100000")
    int quota_monitors() default 1_000;

    @AttributeDefinition(
            name = "Probes of a monitor",
            description = "How many a monitor may have for a client to create one, 1 to 100000.",
            min = "1",
            max = "100000")
    int quota_probes_per_monitor() default 1_000;

    @AttributeDefinition(
            name = "Probes of a subnet",
            description = "How many of a monitor may share a source for a client to create one, 1 to 100000.",
            min = "1",
            max = "100000")
    int quota_probes_per_subnet() default 1_000;

    @AttributeDefinition(
            name = "Connections",
            description = "How many there may be for a client to create one, 1 to 100000.",
            min = "1",
            max = "100000")
    int quota_connections() default 1_000;
}
