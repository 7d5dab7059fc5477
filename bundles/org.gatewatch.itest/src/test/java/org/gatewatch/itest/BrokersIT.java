package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two brokers at once, each by a file of its own: one with MQTT 5, the other with MQTT 5 over TLS. */
@InFelix
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class BrokersIT {
    private static final String REPORT = "gatewatch/gw1/offices/berlin/report";
    private static final String STATUS = "gatewatch/gw1/status";

    private final Bench bench = new Bench();
    private Path folder;
    private int plainPort;
    private int tlsPort;
    private String[] overTls;
    private Mosquitto plain;
    private Mosquitto tls;

    @BeforeAll
    public void configureTwoBrokers() throws Exception {
        folder = Files.createDirectory(bench.home().data().resolve("brokers"));
        makeCertificate();
        plainPort = bench.home().mqttPort();
        tlsPort = freePort();
        overTls = new String[] {"--cafile", folder.resolve("broker.pem").toString()};
        plain = Mosquitto.start(plainPort, folder);
        tls = startTls();
        bench.open();
        bench.remove("org.gatewatch.mqtt.cfg");
        bench.write(
                "org.gatewatch.mqtt-plain.cfg",
                "serverUri = tcp://127.0.0.1:" + plainPort + "\ngatewayId = gw1\nmqttVersion = 5\n");
        bench.write(
                "org.gatewatch.mqtt-tls.cfg",
                "serverUri = ssl://127.0.0.1:" + tlsPort + "\ngatewayId = gw1\nmqttVersion = 5\ntls.trustFile = "
                        + folder.resolve("broker.pem") + "\n");
        bench.write("monitors/offices.yaml", """
                monitorName: offices
                aggregationPeriod: 1
                probes: [{name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms}]
                """);
    }

    @AfterAll
    public void stop() throws IOException {
        bench.close();
        plain.close();
        tls.close();
    }

    private Mosquitto startTls() throws IOException {
        return Mosquitto.start(
                tlsPort,
                folder,
                "certfile " + folder.resolve("broker.pem") + "\nkeyfile " + folder.resolve("broker.key") + "\n");
    }

    private void makeCertificate() throws IOException, InterruptedException {
        var openssl = new ProcessBuilder(
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 10"
                                        + " -subj /CN=broker -addext subjectAltName=IP:127.0.0.1 -keyout broker.key -out broker.pem")
                                .split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertEquals(0, openssl.waitFor());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Long> sequences(Subscriber subscriber) {
        return subscriber.messages(REPORT).stream()
                .map(message -> JsonParser.parseString(message)
                        .getAsJsonObject()
                        .get("sequence")
                        .getAsLong())
                .sorted()
                .toList();
    }

    private static void awaitReports(Subscriber subscriber, int count) {
        await().atMost(PATIENCE).until(() -> subscriber.messages(REPORT).size() >= count);
    }

    @Test
    public void publishesEachPeriodToBoth() throws IOException {
        try (var one = Subscriber.start(plainPort);
                var other = Subscriber.start(tlsPort, overTls)) {
            awaitReports(one, 2);
            awaitReports(other, 2);
            for (var broker : List.of(one, other)) {
                await().atMost(PATIENCE).until(() -> !broker.messages(STATUS).isEmpty());
                assertTrue(broker.messages(STATUS).get(0).contains("\"status\":\"online\""));
            }
        }
    }

    @Test
    public void describesReportsInPropertiesOfMqtt5() throws IOException {
        try (var subscriber = Subscriber.start(plainPort, "-V", "5", "-F", "%t %C %P")) {
            awaitReports(subscriber, 1);

            assertEquals(
                    "application/json schema:1", subscriber.messages(REPORT).get(0));
        }
    }

    @Test
    public void catchesUpWithOneBrokerWhileTheOtherMissesNothing() throws IOException {
        try (var one = Subscriber.start(plainPort)) {
            awaitReports(one, 1);
            tls.close();
            awaitReports(one, 4);
            tls = startTls();
            try (var other = Subscriber.start(tlsPort, overTls)) {
                await().atMost(PATIENCE.multipliedBy(2)).until(() -> other.messages(REPORT).stream()
                        .anyMatch(message -> message.contains("\"historical\":true")));
            }
            assertEquals(unbroken(sequences(one)), sequences(one));
        }
    }

    private static List<Long> unbroken(List<Long> sequences) {
        return LongStream.rangeClosed(sequences.get(0), sequences.get(sequences.size() - 1))
                .boxed()
                .toList();
    }
}
