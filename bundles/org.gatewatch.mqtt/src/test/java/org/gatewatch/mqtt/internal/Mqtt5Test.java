package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.mqtt.internal.Examples.BERLIN;
import static org.gatewatch.mqtt.internal.Examples.PARIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.gatewatch.api.Health;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MQTT 5 has beyond 3.1.1, at a real broker. */
class Mqtt5Test {
    /** Content type, expiry, user properties, payload format, topic and payload of each message. */
    private static final String PROPERTIES = "> %C|%E|%P|%F|%t|%p";

    @TempDir
    private Path folder;

    @AfterEach
    void leaveNoThread() {
        Publishers.awaitNoThreads();
    }

    private MqttPublisher started(int port) {
        var access = new BrokerAccess(
                true,
                List.of(new BrokerAddress(false, "127.0.0.1", port)),
                "gatewatch-gw1",
                Optional.empty(),
                TlsSettings.DEFAULT,
                30);
        var queue = new QueueLimits(16 << 20, Duration.ofHours(2), 64 * 1024);
        return Publishers.started(folder, Publishers.settings(access, queue));
    }

    private static List<String> words(Subscriber subscriber, String topicEnd) {
        await().until(() -> subscriber.lines().stream().anyMatch(line -> line.contains(topicEnd + "|{")));
        String line = subscriber.lines().stream()
                .filter(text -> text.contains(topicEnd + "|{"))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring(2).split("\\|", -1)).subList(0, 4);
    }

    @Test
    void describesReportsAndStatesToTheBroker() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port(), "-V", "5", "-F", PROPERTIES);
                var publisher = started(broker.port())) {
            await().until(() -> publisher.status().connected());
            publisher.listener().changed(Examples.status(BERLIN, Health.DOWN));
            publisher.listener().reported(Examples.report(BERLIN, 17));

            assertEquals(List.of("application/json", "600", "schema:1", "1"), words(subscriber, "/berlin/state"));
            assertEquals(List.of("application/json", "7200", "schema:1", "1"), words(subscriber, "/berlin/report"));
            assertEquals(List.of("application/json", "", "schema:1", "1"), words(subscriber, "/status"));
        }
    }

    @Test
    void saysInAPropertyThatAReportWaited() {
        var broker = Mosquitto.notYetStarted(folder);
        try (broker;
                var relay = new Relay(broker.port());
                var publisher = started(relay.port())) {
            relay.swallow(true);
            publisher.listener().reported(Examples.report(BERLIN, 1));
            broker.start();
            try (var subscriber = Subscriber.of(broker.port(), "-V", "5", "-F", PROPERTIES)) {
                relay.swallow(false);
                relay.cut();

                assertEquals(
                        "schema:1 historical:true",
                        words(subscriber, "/berlin/report").get(2));
            }
        }
    }

    @Test
    void deliversEverythingAlthoughBrokerTakesFewAtOnce() {
        try (var broker = Mosquitto.started(folder, "max_inflight_messages 2\n");
                var subscriber = Subscriber.of(broker.port());
                var publisher = started(broker.port())) {
            LongStream.range(0, 900).forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i)));

            await().until(() -> subscriber.on("/report").size() == 900);
            assertEquals(0, publisher.queue().dropped());
        }
    }

    /** Debian's Mosquitto allows ten; Paho would use them, and never get over the end of a connection. */
    @Test
    void usesNoTopicAlias() throws IOException {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var relay = new RecordingRelay(broker.port());
                var publisher = started(relay.port())) {
            LongStream.range(0, 20).forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i)));
            subscriber.awaits("/report", "\"sequence\":19,");

            assertEquals(20, relay.timesSent("gatewatch/gw1/branch-offices/berlin/report"));
        }
    }

    @Test
    void goesOnAfterTheBrokerWasKilled() {
        try (var broker = Mosquitto.started(folder);
                var publisher = started(broker.port())) {
            publisher.listener().changed(Examples.status(PARIS, Health.DOWN));
            await().until(() -> publisher.status().connected());
            broker.kill();
            LongStream.range(0, 20).forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i)));
            broker.start();

            await().until(() -> publisher.queue().pending() == 0);
            try (var late = Subscriber.of(broker.port())) {
                late.awaits("/paris/state", "DOWN");
            }
        }
    }

    private Mosquitto takingNoReports(String extraLines) throws IOException {
        var rules = Files.writeString(folder.resolve("acl"), "topic write gatewatch/gw1/+\n");
        rules.toFile().setReadable(true, false);
        return Mosquitto.started(folder, extraLines + "acl_file " + rules + "\n");
    }

    /** With {@code max_queued_messages 0}, which it has here, Mosquitto 2.0.11 hangs up after each refusal. */
    @Test
    void countsAndShowsWhatTheBrokerRefuses() throws IOException {
        try (var broker = takingNoReports("");
                var publisher = started(broker.port())) {
            publisher.listener().reported(Examples.report(BERLIN, 1));

            await().until(() -> publisher.queue().dropped() == 1);
            await().until(
                            () -> publisher.status().problem(),
                            "the broker refused gatewatch/gw1/branch-offices/berlin/report: Not authorized."::equals);
            await().until(() -> publisher.status().connected());
        }
    }

    @Test
    void staysConnectedWhateverIsRefused() throws IOException {
        try (var broker = takingNoReports("max_queued_messages 1000\n");
                var publisher = started(broker.port())) {
            await().until(() -> publisher.status().connected());
            for (int count = 1; count <= 3; count++) {
                publisher.listener().reported(Examples.report(BERLIN, count));
                long refused = count;
                await().until(() -> publisher.queue().dropped() == refused);
            }

            broker.awaitsInLog("New client connected", 1);
            assertEquals(1, broker.timesInLog("New client connected"));
        }
    }

    @Test
    void saysWhyTheBrokerDoesNotLetUsIn() {
        try (var broker = Mosquitto.started(folder, "allow_anonymous false\n");
                var publisher = started(broker.port())) {
            await().until(() -> publisher.status().problem().contains("Not authorized"));
            assertFalse(publisher.status().connected());
        }
    }
}
