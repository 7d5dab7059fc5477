package org.gatewatch.mqtt.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.osgi.service.component.ComponentException;

/**
 * The configuration, checked. Refuses a bad value with a message that names key, value and what is allowed.
 *
 * @param brokers where to connect to: the first, and the next one when that fails
 * @param gatewayId this gateway in topics and messages
 * @param clientId this connection at the broker
 * @param topics where messages go
 * @param isLineProtocol whether reports and states are written in InfluxDB's line protocol instead of JSON
 * @param stateInterval after which a state is published again that did not change
 * @param credentials user name and password, if the broker wants them
 * @param keepAliveSeconds silence after which the connection is tested
 * @param queue what is kept while the broker is away
 * @param backlogPerSecond reports of those that waited, sent per second at most
 */
record MqttSettings(
        List<BrokerAddress> brokers,
        String gatewayId,
        String clientId,
        Topics topics,
        boolean isLineProtocol,
        Duration stateInterval,
        Optional<Credentials> credentials,
        int keepAliveSeconds,
        QueueLimits queue,
        int backlogPerSecond) {
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,200}");
    private static final Range KEEP_ALIVE_SECONDS = new Range("keepAlive.seconds", 5, 3600);
    private static final Range STATE_INTERVAL_SECONDS = new Range("stateInterval.seconds", 10, 86_400);
    private static final Range QUEUE_MIB = new Range("queue.mib", 1, 65_536);
    private static final Range QUEUE_HOURS = new Range("queue.hours", 1, 8760);
    private static final Range QUEUE_MEMORY_KIB = new Range("queue.memory.kib", 64, 65_536);
    private static final Range BACKLOG_PER_SECOND = new Range("backlog.perSecond", 1, 100_000);

    MqttSettings {
        brokers = List.copyOf(brokers);
        requireName("gatewayId", gatewayId);
        requireName("clientId", clientId);
    }

    /** The address that comes first. */
    BrokerAddress broker() {
        return brokers.get(0);
    }

    /** The same with the next address first. */
    MqttSettings failingOver() {
        var turned = new ArrayList<>(brokers);
        Collections.rotate(turned, -1);
        return new MqttSettings(
                turned,
                gatewayId,
                clientId,
                topics,
                isLineProtocol,
                stateInterval,
                credentials,
                keepAliveSeconds,
                queue,
                backlogPerSecond);
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
                BrokerAddress.parseAll(config.serverUri()),
                gatewayId,
                clientId,
                Topics.of(config, names(gatewayId, config)),
                isLineProtocol(config.format()),
                Duration.ofSeconds(STATE_INTERVAL_SECONDS.read(config::stateInterval_seconds)),
                credentials(config),
                KEEP_ALIVE_SECONDS.read(config::keepAlive_seconds),
                queue(config),
                BACKLOG_PER_SECOND.read(config::backlog_perSecond));
    }

    private static Map<String, String> names(String gatewayId, MqttReporterConfig config) {
        requireNameOrNothing("site", config.site());
        requireNameOrNothing("account", config.account());
        return Map.of("gateway", gatewayId, "site", config.site(), "account", config.account());
    }

    private static void requireNameOrNothing(String key, String value) {
        if (!value.isEmpty()) {
            requireName(key, value);
        }
    }

    private static boolean isLineProtocol(String format) {
        if (!format.equals("json") && !format.equals("influx")) {
            throw new IllegalArgumentException("format '" + format + "': allowed are json and influx");
        }
        return format.equals("influx");
    }

    private static QueueLimits queue(MqttReporterConfig config) {
        return new QueueLimits(
                QUEUE_MIB.read(config::queue_mib) * 1024L * 1024,
                Duration.ofHours(QUEUE_HOURS.read(config::queue_hours)),
                QUEUE_MEMORY_KIB.read(config::queue_memory_kib) * 1024L);
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

    private record Range(String key, int min, int max) {
        /** SCR converts the file's text when it is asked for; its own message would not name the key. */
        int read(IntSupplier value) {
            try {
                return checked(value.getAsInt());
            } catch (ComponentException e) {
                throw new IllegalArgumentException(key + ": " + e.getMessage() + ": " + allowed(), e);
            }
        }

        private int checked(int value) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(key + " '" + value + "': " + allowed());
            }
            return value;
        }

        private String allowed() {
            return "allowed is a whole number, " + min + " to " + max;
        }
    }
}
