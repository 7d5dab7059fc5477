package org.gatewatch.config.internal.resource;

import java.util.regex.Pattern;
import org.gatewatch.api.resource.Quotas;

/**
 * The checked form of {@link ResourceConfig}.
 *
 * @param names what ids and ARNs are made from
 * @param quotas how much clients may create
 */
record ResourceSettings(Names names, Quotas quotas) {
    private static final Pattern PART = Pattern.compile("[a-zA-Z0-9-]{1,30}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern GATEWAY = Pattern.compile("[^\\p{C}]{0,200}");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException naming key, value and what is allowed
     */
    static ResourceSettings of(ResourceConfig config, String hostName) {
        require("gateway.id", config.gateway_id(), GATEWAY, "at most 200 printable characters");
        require("arn.partition", config.arn_partition(), PART, "1 to 30 of a-z A-Z 0-9 -");
        require("arn.region", config.arn_region(), PART, "1 to 30 of a-z A-Z 0-9 -");
        require("arn.account", config.arn_account(), ACCOUNT, "12 digits");
        String gateway = config.gateway_id().isEmpty() ? hostName : config.gateway_id();
        return new ResourceSettings(
                new Names(config.arn_partition(), config.arn_region(), config.arn_account(), gateway),
                new Quotas(
                        config.quota_monitors(),
                        config.quota_probes_per_monitor(),
                        config.quota_probes_per_subnet(),
                        config.quota_connections()));
    }

    private static void require(String key, String value, Pattern form, String allowed) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(key + " '" + value + "': allowed is " + allowed);
        }
    }
}
