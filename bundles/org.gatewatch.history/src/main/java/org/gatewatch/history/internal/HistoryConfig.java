package org.gatewatch.history.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the operator sets in {@code org.gatewatch.history.cfg}; {@link HistorySettings} is its checked form. */
@ObjectClassDefinition(
        id = HistoryConfig.PID,
        name = "Gatewatch history",
        description = "Keeps what was measured, for gatewatch history and over restarts.")
@interface HistoryConfig {
    String PID = "org.gatewatch.history";

    @AttributeDefinition(name = "Enabled", description = "true: store completed periods; false: store no new ones.")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Days",
            description = "How many days completed periods are kept, 1 to 3650.",
            min = "1",
            max = "3650")
    int periods_days() default 7;

    @AttributeDefinition(
            name = "Disk",
            description =
                    "MiB that they may take on the disk, 16 to 65536; beyond that the oldest go before their time. "
                            + "A period takes some 40 bytes.",
            min = "16",
            max = "65536")
    int disk_mib() default 512;
}
