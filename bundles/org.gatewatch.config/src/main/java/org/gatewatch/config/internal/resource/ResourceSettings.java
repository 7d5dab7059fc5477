package org.gatewatch.config.internal.resource;

import java.util.Map;
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
        checkNames(Map.of(
                "gateway.id", config.gateway_id(),
                "arn.partition", config.arn_partition(),
                "arn.region", config.arn_region(),
                "arn.account", config.arn_account()));
        String gateway = config.gateway_id().isEmpty() ? hostName : config.gateway_id();
        return new ResourceSettings(
                new Names(config.arn_partition(), config.arn_region(), config.arn_account(), gateway),
                new Quotas(
                        config.quota_monitors(),
                        config.quota_probes_per_monitor(),
                        config.quota_probes_per_subnet(),
                        config.quota_connections()));
    }

    /**
     * Checks the names; one that is not given has its default.
     *
     * @throws IllegalArgumentException naming key, value and what is allowed
     */
    static void checkNames(Map<String, String> given) {
        require(given, "gateway.id", GATEWAY, "at most 200 printable characters");
        require(given, "arn.partition", PART, "1 to 30 of a-z A-Z 0-9 -");
        require(given, "arn.region", PART, "1 to 30 of a-z A-Z 0-9 -");
        require(given, "arn.account", ACCOUNT, "12 digits");
    }

    private static void require(Map<String, String> given, String key, Pattern form, String allowed) {
        String value = given.get(key);
        if (value != null && !form.matcher(value).matches()) {
            throw new IllegalArgumentException(key + " '" + value + "': allowed is " + allowed);
        }
    }
}
