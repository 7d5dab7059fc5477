package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSettingsTest {
    private static final Path SHIPPED = Path.of("../../config/org.gatewatch.mqtt.cfg");

    private static MqttReporterConfig config(String name) {
        return ConfigFiles.read(Path.of("src/test/resources/config", name + ".cfg"));
    }

    private static MqttSettings settings(String name) {
        return MqttSettings.of(config(name), "host1");
    }

    @Test
    void hasTheseDefaults() {
        assertEquals(
                new MqttSettings(
                        new BrokerAccess(
                                false,
                                List.of(new BrokerAddress(false, "127.0.0.1", 1883)),
                                "gatewatch-host1",
                                Optional.empty(),
                                TlsSettings.DEFAULT,
                                30),
                        "host1",
                        Topics.of(config("accepted-empty"), Map.of("gateway", "host1", "site", "", "account", "")),
                        new MqttSettings.Style(false, Optional.empty()),
                        Duration.ofMinutes(5),
                        new QueueLimits(256L << 20, Duration.ofDays(3), 1 << 20),
                        20_000),
                settings("accepted-empty"));
        assertTrue(config("accepted-empty").enabled());
    }

    @Test
    void takesEveryKey() {
        assertEquals(
                new MqttSettings(
                        new BrokerAccess(
                                true,
                                List.of(
                                        new BrokerAddress(true, "broker.example.com", 8883),
                                        new BrokerAddress(false, "10.0.0.1", 1883),
                                        new BrokerAddress(true, "front.example.com", 443, Optional.of("/mqtt"))),
                                "probe",
                                Optional.of(new Credentials("ann", "secret", Optional.empty())),
                                new TlsSettings(
                                        Optional.of(Path.of("/etc/gatewatch/ca.pem")),
                                        Optional.of(new TlsSettings.Identity(
                                                Path.of("/etc/gatewatch/gw.pem"), Path.of("/etc/gatewatch/gw.key"))),
                                        List.of("mqtt", "x-amzn-mqtt-ca")),
                                5),
                        "gw/1",
                        Topics.of(
                                config("accepted-everything"),
                                Map.of("gateway", "gw/1", "site", "Bonn/2", "account", "4711")),
                        new MqttSettings.Style(true, Optional.empty()),
                        Duration.ofSeconds(10),
                        new QueueLimits(1L << 20, Duration.ofHours(1), 64 << 10),
                        1000),
                settings("accepted-everything"));
        assertFalse(config("accepted-everything").enabled());
    }

    @Test
    void takesBrokerByIpv6Address() {
        assertEquals(
                "tcp://[::1]:1884",
                settings("accepted-ipv6-broker").access().broker().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        rejected-scheme    | serverUri 'http://127.0.0.1': allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535
        rejected-no-host   | serverUri 'tcp://:1883': allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535
        rejected-port      | serverUri 'tcp://127.0.0.1:65536': allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535
        rejected-path      | serverUri 'tcp://127.0.0.1/topic': allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535
        rejected-not-a-uri | serverUri 'tcp://a b': allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535
        rejected-control-character-in-gateway-id | gatewayId 'a\u0007b': allowed are 1 to 200 characters without control characters
        rejected-password-without-username | username '': must be set because password is (MQTT 3.1.1 section 3.1.2.9)
        rejected-keep-alive-too-short | keepAlive.seconds '4': allowed is a whole number, 5 to 3600
        rejected-queue-too-large | queue.mib '65537': allowed is a whole number, 1 to 65536
        rejected-queue-age-zero | queue.hours '0': allowed is a whole number, 1 to 8760
        rejected-queue-in-memory-too-small | queue.memory.kib '63': allowed is a whole number, 64 to 65536
        rejected-topic-wildcard | topic.event 'gatewatch/#': must not be empty, begin with $, or contain + # { } or control characters outside a placeholder (MQTT 3.1.1 section 4.7)
        rejected-topic-empty-level | topic.event 'gatewatch//event': has an empty level
        rejected-topic-unknown-placeholder | topic.event '{gateway}/{probe}/event': unknown placeholder {probe}: allowed are {account} {gateway} {site}
        rejected-topic-missing-placeholder | topic.state 'gatewatch/{monitor}': must contain {probe}
        rejected-topic-without-site | site '': must be set because topic '{site}/event' uses it
        rejected-format | format 'xml': allowed are json, influx and homeassistant
        rejected-mqtt-version | mqttVersion '4': allowed are 3.1.1 and 5
        rejected-relative-file | passwordFile 'secret': must be an absolute path
        rejected-two-passwords | password and passwordFile: only one of them may be set
        rejected-key-without-certificate | tls.certificateFile and tls.keyFile: both must be set, or neither
        rejected-discovery-prefix | discoveryPrefix 'home assistant': allowed are levels of letters, digits, _ and -
        rejected-discovery-without-report-topics | topic.report 'gatewatch/{gateway}/reports': must contain {monitor} and {probe} with format = homeassistant
        rejected-topic-twice | two topics are 'gatewatch/{gateway}': they must differ
        rejected-state-interval-too-short | stateInterval.seconds '9': allowed is a whole number, 10 to 86400
        rejected-backlog-pace-zero | backlog.perSecond '0': allowed is a whole number, 1 to 100000
        """)
    void rejectsNamingKeyValueAndWhatIsAllowed(String file, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> settings(file))
                        .getMessage());
    }

    @Test
    void rejectsClientIdTooLong() {
        assertEquals(
                "clientId '" + "x".repeat(201) + "': allowed are 1 to 200 characters without control characters",
                assertThrows(IllegalArgumentException.class, () -> settings("rejected-client-id-too-long"))
                        .getMessage());
    }

    @Test
    void rejectsNumberThatIsNone() {
        assertEquals(
                "queue.mib: java.lang.NumberFormatException: For input string: \"many\": "
                        + "allowed is a whole number, 1 to 65536",
                assertThrows(IllegalArgumentException.class, () -> settings("rejected-queue-not-a-number"))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rejected-user-info",
                "rejected-user-info-in-what-is-no-uri",
                "rejected-user-info-without-scheme",
                "rejected-password-in-query"
            })
    void rejectsBrokerWithUserInfoWithoutShowingIt(String file) {
        var rejection = assertThrows(IllegalArgumentException.class, () -> settings(file));

        assertEquals(
                "serverUri (not shown: user name and password have keys of their own): "
                        + "allowed is tcp://host[:port], ssl://host[:port], ws://host[:port][/path] or wss://host[:port][/path], port 1 to 65535",
                rejection.getMessage());
        assertNull(rejection.getCause()); // the log would show it, too
    }

    @Test
    void neverShowsPassword() {
        assertFalse(settings("accepted-everything").toString().contains("secret"));
    }

    @Test
    void shippedFileNamesEveryKeyWithItsDefault() {
        assertEquals(settings("accepted-empty"), MqttSettings.of(ConfigFiles.read(SHIPPED), "host1"));
        assertTrue(ConfigFiles.read(SHIPPED).enabled());
        Set<String> keys = Arrays.stream(MqttReporterConfig.class.getDeclaredMethods())
                .map(ConfigFiles::name)
                .collect(Collectors.toSet());
        assertEquals(keys, ConfigFiles.properties(SHIPPED).keySet());
    }
}
