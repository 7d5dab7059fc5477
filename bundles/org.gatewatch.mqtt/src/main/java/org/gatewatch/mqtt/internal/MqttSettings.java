package org.gatewatch.mqtt.internal;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param access how to come to the broker
 * @param gatewayId this gateway in topics and messages
 * @param topics where messages go
 * @param style how they are written
 * @param stateInterval after which a state is published again that did not change
 * @param queue what is kept while the broker is away
 * @param backlogPerSecond reports of those that waited, sent per second at most
 */
record MqttSettings(
        BrokerAccess access,
        String gatewayId,
        Topics topics,
        Style style,
        Duration stateInterval,
        QueueLimits queue,
        int backlogPerSecond) {
    private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,200}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{1,100}(/[A-Za-z0-9_-]{1,100})*");
    private static final Range KEEP_ALIVE_SECONDS = new Range("keepAlive.seconds", 5, 3600);
    private static final Range STATE_INTERVAL_SECONDS = new Range("stateInterval.seconds", 10, 86_400);
    private static final Range QUEUE_MIB = new Range("queue.mib", 1, 65_536);
    private static final Range QUEUE_HOURS = new Range("queue.hours", 1, 8760);
    private static final Range QUEUE_MEMORY_KIB = new Range("queue.memory.kib", 64, 65_536);
    private static final Range BACKLOG_PER_SECOND = new Range("backlog.perSecond", 1, 100_000);

    /**
     * How messages are written.
     *
     * @param isLineProtocol reports and states in InfluxDB's line protocol instead of JSON
     * @param discoveryPrefix of the topics in which Home Assistant finds out what there is; empty when it is not used
     */
    record Style(boolean isLineProtocol, Optional<String> discoveryPrefix) {}

    MqttSettings {
        requireName("gatewayId", gatewayId);
        requireName("clientId", access.clientId());
    }

    /**
     * Reads the operator's configuration.
     *
     * @param config as it stands in the file
     * @param hostName names the gateway when the configuration does not
     */
    static MqttSettings of(MqttReporterConfig config, String hostName) {
        String gatewayId = config.gatewayId().isEmpty() ? hostName : config.gatewayId();
        return new MqttSettings(
                access(config, gatewayId),
                gatewayId,
                Topics.of(config, names(gatewayId, config)),
                style(config),
                Duration.ofSeconds(STATE_INTERVAL_SECONDS.read(config::stateInterval_seconds)),
                queue(config),
                BACKLOG_PER_SECOND.read(config::backlog_perSecond));
    }

    private static BrokerAccess access(MqttReporterConfig config, String gatewayId) {
        return new BrokerAccess(
                isMqtt5(config.mqttVersion()),
                BrokerAddress.parseAll(config.serverUri()),
                config.clientId().isEmpty() ? "gatewatch-" + gatewayId : config.clientId(),
                credentials(config),
                tls(config),
                KEEP_ALIVE_SECONDS.read(config::keepAlive_seconds));
    }

    private static boolean isMqtt5(String version) {
        if (!version.equals("3.1.1") && !version.equals("5")) {
            throw new IllegalArgumentException("mqttVersion '" + version + "': allowed are 3.1.1 and 5");
        }
        return version.equals("5");
    }

    private static TlsSettings tls(MqttReporterConfig config) {
        var certificate = file("tls.certificateFile", config.tls_certificateFile());
        var key = file("tls.keyFile", config.tls_keyFile());
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("tls.certificateFile and tls.keyFile: both must be set, or neither");
        }
        return new TlsSettings(
                file("tls.trustFile", config.tls_trustFile()),
                certificate.map(path -> new TlsSettings.Identity(path, key.orElseThrow())),
                config.tls_alpn().isBlank()
                        ? List.of()
                        : List.of(config.tls_alpn().strip().split("\\s*,\\s*", -1)));
    }

    private static Optional<Path> file(String key, String name) {
        if (!name.isEmpty() && !name.startsWith("/")) {
            throw new IllegalArgumentException(key + " '" + name + "': must be an absolute path");
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
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

    private static Style style(MqttReporterConfig config) {
        String prefix = config.discoveryPrefix();
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "discoveryPrefix '" + prefix + "': allowed are levels of letters, digits, _ and -");
        }
        return switch (config.format()) {
            case "json" -> new Style(false, Optional.empty());
            case "influx" -> new Style(true, Optional.empty());
            case "homeassistant" -> {
                requireReportsOfEachProbe(new TopicTemplate(config.topic_report()));
                yield new Style(false, Optional.of(prefix));
            }
            default ->
                throw new IllegalArgumentException(
                        "format '" + config.format() + "': allowed are json, influx and homeassistant");
        };
    }

    private static void requireReportsOfEachProbe(TopicTemplate report) {
        if (!report.uses("monitor") || !report.uses("probe")) {
            throw new IllegalArgumentException("topic.report '" + report.text()
                    + "': must contain {monitor} and {probe} with format = homeassistant");
        }
    }

    private static QueueLimits queue(MqttReporterConfig config) {
        return new QueueLimits(
                QUEUE_MIB.read(config::queue_mib) * 1024L * 1024,
                Duration.ofHours(QUEUE_HOURS.read(config::queue_hours)),
                QUEUE_MEMORY_KIB.read(config::queue_memory_kib) * 1024L);
    }

    private static Optional<Credentials> credentials(MqttReporterConfig config) {
        var passwordFile = file("passwordFile", config.passwordFile());
        boolean hasPassword = !config.password().isEmpty();
        if (hasPassword && passwordFile.isPresent()) {
            throw new IllegalArgumentException("password and passwordFile: only one of them may be set");
        }
        if (!config.username().isEmpty()) {
            return Optional.of(new Credentials(config.username(), config.password(), passwordFile));
        }
        if (hasPassword || passwordFile.isPresent()) {
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
