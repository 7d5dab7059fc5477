package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a publisher comes to a real broker: certificates, passwords, WebSockets, application protocols. */
class BrokerAccessTest {
    private static final String LONG_AGO = "200101000000Z";
    private static final String FAR_AWAY = "490101000000Z";

    @TempDir
    private static Path shared;

    private static Authority authority;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() throws IOException {
        authority = new Authority(shared);
        authority.give("broker", "IP:127.0.0.1", LONG_AGO, FAR_AWAY);
        authority.give("expired", "IP:127.0.0.1", LONG_AGO, "210101000000Z");
        authority.give("gateway", "DNS:gw1", LONG_AGO, FAR_AWAY);
    }

    @AfterEach
    void leaveNoThread() {
        Publishers.awaitNoThreads();
    }

    private static TlsSettings trusting(Optional<TlsSettings.Identity> identity) {
        return new TlsSettings(Optional.of(authority.file("ca.pem")), identity, List.of());
    }

    private static TlsSettings.Identity gateway() {
        return new TlsSettings.Identity(authority.file("gateway.pem"), authority.file("gateway.key"));
    }

    private MqttPublisher started(BrokerAddress address, TlsSettings tls, Optional<Credentials> credentials) {
        return started(new BrokerAccess(false, List.of(address), "gatewatch-gw1", credentials, tls, 30));
    }

    private MqttPublisher started(BrokerAccess access) {
        var queue = new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16);
        return Publishers.started(folder, Publishers.settings(access, queue));
    }

    private static void awaitConnection(MqttPublisher publisher) {
        await().until(publisher::status, status -> status.connected() && status.waiting() == 0);
    }

    private static void awaitProblem(MqttPublisher publisher, String text) {
        await().until(() -> publisher.status().problem(), problem -> problem.contains(text));
    }

    @Test
    void trustsWhomItsFileNames() {
        try (var broker = Mosquitto.started(folder, authority.mosquittoLines("broker"));
                var publisher = started(
                        new BrokerAddress(true, "127.0.0.1", broker.port()),
                        trusting(Optional.empty()),
                        Optional.empty())) {
            awaitConnection(publisher);
            assertEquals("", publisher.status().problem());
        }
    }

    @Test
    void showsItsOwnCertificate() {
        String lines = authority.mosquittoLines("broker") + "cafile " + authority.file("ca.pem")
                + "\nrequire_certificate true\nuse_identity_as_username true\n";
        try (var broker = Mosquitto.started(folder, lines);
                var publisher = started(
                        new BrokerAddress(true, "127.0.0.1", broker.port()),
                        trusting(Optional.of(gateway())),
                        Optional.empty())) {
            awaitConnection(publisher);
            broker.awaitsInLog("u'gateway'");
        }
    }

    @Test
    void saysWhoseCertificateHasExpired() {
        try (var broker = Mosquitto.started(folder, authority.mosquittoLines("expired"));
                var publisher = started(
                        new BrokerAddress(true, "127.0.0.1", broker.port()),
                        trusting(Optional.empty()),
                        Optional.empty())) {
            awaitProblem(publisher, "the certificate of CN=expired is not valid now: NotAfter: ");
        }
    }

    @Test
    void saysWhichNameTheCertificateDoesNotHave() {
        try (var broker = Mosquitto.started(folder, authority.mosquittoLines("broker"));
                var publisher = started(
                        new BrokerAddress(true, "localhost", broker.port()),
                        trusting(Optional.empty()),
                        Optional.empty())) {
            awaitProblem(publisher, "TLS with ssl://localhost:" + broker.port() + ": No name matching localhost found");
        }
    }

    @Test
    void usesNoKeyThatOthersMayRead() throws IOException {
        Path key = Files.copy(authority.file("gateway.key"), folder.resolve("open.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        var identity = new TlsSettings.Identity(authority.file("gateway.pem"), key);
        try (var broker = Mosquitto.started(folder, authority.mosquittoLines("broker"));
                var publisher = started(
                        new BrokerAddress(true, "127.0.0.1", broker.port()),
                        trusting(Optional.of(identity)),
                        Optional.empty())) {
            awaitProblem(publisher, key + " may be read by others (rw-r--r--), so it is not used: chmod 600 " + key);
        }
    }

    @Test
    void usesNoPasswordThatOthersMayReadUntilTheyMayNot() throws IOException {
        Path passwords = folder.resolve("passwords");
        assertEquals(0, mosquittoPasswd(passwords));
        passwords.toFile().setReadable(true, false);
        Path file = Files.writeString(folder.resolve("secret"), "pa55 wörd\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var credentials = new Credentials("ann", "", Optional.of(file));
        String lines = "password_file " + passwords + "\n";
        try (var broker = Mosquitto.requiringPassword(folder, lines);
                var publisher = started(
                        new BrokerAddress(false, "127.0.0.1", broker.port()),
                        TlsSettings.DEFAULT,
                        Optional.of(credentials))) {
            awaitProblem(publisher, file + " may be read by others (rw-r-----), so it is not used");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            awaitConnection(publisher);
        }
    }

    private static int mosquittoPasswd(Path file) throws IOException {
        return new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), "ann", "pa55 wörd")
                .inheritIO()
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    /** Mosquitto 2.0.11 ends at once when it has no other listener besides. */
    private static String webSockets(String lines) {
        return "protocol websockets\n" + lines + "listener " + Mosquitto.freePort() + " 127.0.0.1\n";
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void comesThroughWebSocket(boolean isMqtt5) {
        try (var broker = Mosquitto.started(folder, webSockets(""))) {
            var address = new BrokerAddress(false, "127.0.0.1", broker.port(), Optional.of("/mqtt"));
            var access = new BrokerAccess(
                    isMqtt5, List.of(address), "gatewatch-gw1", Optional.empty(), TlsSettings.DEFAULT, 30);
            try (var publisher = started(access)) {
                publisher.listener().reported(Examples.report(Examples.BERLIN, 17));
                awaitConnection(publisher);
            }
        }
    }

    @Test
    void comesThroughWebSocketWithTls() {
        try (var broker = Mosquitto.started(folder, webSockets(authority.mosquittoLines("broker")))) {
            var address = new BrokerAddress(true, "127.0.0.1", broker.port(), Optional.of("/mqtt"));
            try (var publisher = started(address, trusting(Optional.empty()), Optional.empty())) {
                publisher.listener().reported(Examples.report(Examples.BERLIN, 17));
                awaitConnection(publisher);
            }
        }
    }

    private MqttPublisher pinging(boolean isMqtt5, int port) {
        var brokers = List.of(new BrokerAddress(false, "127.0.0.1", port));
        return started(new BrokerAccess(isMqtt5, brokers, "gatewatch-gw1", Optional.empty(), TlsSettings.DEFAULT, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsSilentConnectionAlive(boolean isMqtt5) {
        try (var broker = Mosquitto.started(folder);
                var publisher = pinging(isMqtt5, broker.port())) {
            awaitConnection(publisher);
            broker.awaitsInLog("Sending PINGRESP to gatewatch-gw1", 3);
            assertEquals("", publisher.status().problem());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesUpBrokerThatAnswersNoPing(boolean isMqtt5) {
        try (var broker = Mosquitto.started(folder);
                var relay = new Relay(broker.port());
                var publisher = pinging(isMqtt5, relay.port())) {
            broker.awaitsInLog("Sending PINGRESP to gatewatch-gw1"); // so all that was published is acknowledged
            relay.swallow(true);
            awaitProblem(publisher, "no answer to a ping");
        }
    }

    @Test
    void asksForApplicationProtocol() throws IOException {
        var tls = new TlsSettings(Optional.of(authority.file("ca.pem")), Optional.empty(), List.of("x-amzn-mqtt-ca"));
        int port = Mosquitto.freePort();
        var server = new ProcessBuilder(
                        "openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-alpn",
                        "mqtt,x-amzn-mqtt-ca",
                        "-cert",
                        authority.file("broker.pem").toString(),
                        "-key",
                        authority.file("broker.key").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s_server.log").toFile())
                .start();
        try (var publisher = started(new BrokerAddress(true, "127.0.0.1", port), tls, Optional.empty())) {
            await().until(
                            () -> Files.readString(folder.resolve("s_server.log"), StandardCharsets.ISO_8859_1),
                            log -> log.contains("ALPN protocols selected: x-amzn-mqtt-ca"));
            assertFalse(publisher.status().connected());
        } finally {
            server.destroyForcibly().onExit().join();
        }
    }
}
