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

    @AttributeDefinition(
            name = "Hours of samples",
            description = "How many hours single samples are kept of probes with keepSamples, 1 to 168.",
            min = "1",
            max = "168")
    int samples_hours() default 24;

    @AttributeDefinition(
            name = "Disk for samples",
            description =
                    "MiB that they may take on the disk, 16 to 65536; beyond that the oldest go before their time. "
                            + "A sample takes some 4 bytes.",
            min = "16",
            max = "65536")
    int samples_disk_mib() default 64;
}
