package org.gatewatch.mqtt.internal;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration, checked. Refuses a bad value with a message that names key, value and what is allowed.
 *
 * @param broker where to connect to
 * @param gatewayId this gateway in topics and messages
 * @param clientId this connection at the broker
 * @param credentials user name and password, if the broker wants them
 * @param keepAliveSeconds silence after which the connection is tested
 * @param queueSize reports kept while the broker is away
 */
record MqttSettings(
        BrokerAddress broker,
        String gatewayId,
        String clientId,
        Optional<Credentials> credentials,
        int keepAliveSeconds,
        int queueSize) {
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,200}");

    MqttSettings {
        requireName("gatewayId", gatewayId);
        requireName("clientId", clientId);
        requireWithin("keepAlive.seconds", keepAliveSeconds, 5, 3600);
        requireWithin("queueSize", queueSize, 1, 1_000_000);
    }

    /**
     * Reads the operator's configuration.
     *
     * @param config as it stands in the file
     * @param hostName names the gateway when the configuration does not
     */
    static MqttSettings of(MqttReporterConfig config, String hostName) {
        String gatewayId = config.gatewayId().isEmpty() ? hostName : config.gatewayId();
        String clientId = config.clientId().isEmpty() ? "gatewatch-" + gatewayId : config.clientId();
        return new MqttSettings(
                BrokerAddress.parse(config.serverUri()),
                gatewayId,
                clientId,
                credentials(config),
                config.keepAlive_seconds(),
                config.queueSize());
    }

    private static Optional<Credentials> credentials(MqttReporterConfig config) {
        if (!config.username().isEmpty()) {
            return Optional.of(new Credentials(config.username(), config.password()));
        }
        if (!config.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "username '': must be set because password is (MQTT 3.1.1 section 3.1.2.9)");
        }
        return Optional.empty();
    }

    private static void requireName(String key, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    key + " '" + value + "': allowed are 1 to 200 characters without control characters");
        }
    }

    private static void requireWithin(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(key + " '" + value + "': allowed is " + min + " to " + max);
        }
    }
}
