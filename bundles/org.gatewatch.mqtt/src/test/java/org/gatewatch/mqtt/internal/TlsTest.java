package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections with TLS, by what the JVM trusts. */
class TlsTest {
    @TempDir
    private static Path folder;

    private static TestCertificate certificate;

    private SSLContext trustBefore;

    @BeforeAll
    static void makeCertificate() throws IOException, GeneralSecurityException {
        certificate = new TestCertificate(folder, "ip:127.0.0.1");
    }

    @BeforeEach
    void rememberTrust() throws GeneralSecurityException {
        trustBefore = SSLContext.getDefault();
    }

    @AfterEach
    void leaveNothing() {
        SSLContext.setDefault(trustBefore);
        Publishers.awaitNoThreads();
    }

    /** What comes of one attempt to connect: the reason why it failed, or nothing. */
    private static String failureOfConnecting(String host, Mosquitto broker) throws IOException {
        var settings = Publishers.settings(new BrokerAddress(true, host, broker.port()));
        var status = new GatewayStatus("gatewatch/gw1/status", Publishers.notices(), "0.1.0", Publishers.HOUSE);
        var limits = TimeLimits.DEFAULT;
        var request = new ConnectRequest(
                settings.access(), status.lastWill(), settings.queue().age(), limits.connect());
        var connection = BrokerConnection.begin(request, limits, new Wakeup(Clock.system()));
        try {
            await().until(() -> !connection.isConnecting());
            return connection.failure();
        } finally {
            connection.drop();
        }
    }

    @Test
    void publishesToBrokerThatTheJvmTrusts() throws IOException, GeneralSecurityException {
        SSLContext.setDefault(certificate.trusting());
        try (var broker = Mosquitto.started(folder, certificate.mosquittoLines())) {
            var settings = Publishers.settings(new BrokerAddress(true, "127.0.0.1", broker.port()));
            try (var publisher = Publishers.started(folder, settings)) {
                publisher.listener().reported(Examples.report(Examples.BERLIN, 17));

                broker.awaitsInLog("Received PUBLISH from gatewatch-gw1 (d0, q1, r0, m");
            }
        }
    }

    @Test
    void refusesCertificateThatTheJvmDoesNotTrust() throws IOException, GeneralSecurityException {
        try (var broker = Mosquitto.started(folder, certificate.mosquittoLines())) {
            String failure = failureOfConnecting("127.0.0.1", broker);

            assertTrue(failure.contains("unable to find valid certification path"), failure);
        }
    }

    @Test
    void refusesTrustedCertificateOfAnotherHost() throws IOException, GeneralSecurityException {
        SSLContext.setDefault(certificate.trusting());
        try (var broker = Mosquitto.started(folder, certificate.mosquittoLines())) {
            String failure = failureOfConnecting("localhost", broker);

            assertTrue(failure.contains("TLS with ssl://localhost:" + broker.port()), failure);
            assertTrue(failure.contains("No name matching localhost found"), failure);
        }
    }
}
