package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.mqtt.internal.Examples.BERLIN;
import static org.gatewatch.mqtt.internal.Examples.PARIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.gatewatch.api.Health;
import org.gatewatch.mqtt.internal.Subscriber.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to subscribers, and to us, when the broker or the way to it fails. */
class BrokerFailureTest {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @AfterEach
    void leaveNoThread() {
        Publishers.awaitNoThreads();
    }

    @Test
    void brokerPublishesLastWillWhenConnectionIsCutAndWeComeBack() {
        try (var broker = Mosquitto.started(folder);
                var relay = new Relay(broker.port());
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, relay.port())) {
            publisher.listener().changed(Examples.status(BERLIN, Health.DOWN));
            subscriber.awaits("/status", "online");

            relay.cut();

            assertFalse(subscriber.awaits("/status", "offline").payload().contains("since"));
            await().until(() -> subscriber.on("/status").stream()
                            .filter(message -> message.payload().contains("online"))
                            .count()
                    == 2);
        }
    }

    @Test
    void publishesStatesThenOnlineThenReportsOnceBrokerIsThere() {
        var broker = Mosquitto.notYetStarted(folder);
        try (broker;
                var relay = new Relay(broker.port());
                var publisher = Publishers.started(folder, relay.port())) {
            relay.swallow(true);
            publisher.listener().reported(Examples.report(BERLIN, 1));
            publisher.listener().changed(Examples.status(BERLIN, Health.HEALTHY));
            publisher.listener().changed(Examples.status(PARIS, Health.DOWN));
            broker.start();
            try (var subscriber = Subscriber.of(broker.port())) {
                relay.swallow(false);
                relay.cut();

                subscriber.awaits("/report", "berlin");
                assertEquals(
                        List.of("berlin/state", "paris/state", "gw1/status", "berlin/report"),
                        subscriber.received().stream()
                                .map(Received::topic)
                                .map(topic -> topic.replaceAll(".*/([^/]+/[^/]+)$", "$1"))
                                .toList());
            }
        }
    }

    @Test
    void publishesStatesAgainToBrokerThatLostThem() {
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, broker.port())) {
            publisher.listener().changed(Examples.status(BERLIN, Health.DOWN));
            subscriber.awaits("/berlin/state", "DOWN");

            broker.kill();
            publisher.listener().changed(Examples.status(PARIS, Health.HEALTHY));
            broker.start();

            try (var late = Subscriber.of(broker.port())) {
                late.awaits("/berlin/state", "DOWN");
                late.awaits("/paris/state", "HEALTHY");
                late.awaits("/status", "online");
            }
        }
    }

    @Test
    void keepsReportsWhileBrokerIsAwayAndMarksThemHistorical() {
        var broker = Mosquitto.notYetStarted(folder);
        try (broker;
                var relay = new Relay(broker.port());
                var publisher = Publishers.started(folder, relay.port())) {
            LongStream.rangeClosed(1, 5).forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i)));
            relay.swallow(true);
            broker.start();
            try (var subscriber = Subscriber.of(broker.port())) {
                relay.swallow(false);
                relay.cut();

                assertTrue(subscriber
                        .awaits("/report", "\"sequence\":5,")
                        .payload()
                        .contains("\"historical\":true"));
                publisher.listener().reported(Examples.report(BERLIN, 6));
                assertFalse(subscriber
                        .awaits("/report", "\"sequence\":6,")
                        .payload()
                        .contains("historical"));
            }
        }
    }

    @Test
    void deliversWhatAnEarlierRunLeftInItsQueue() {
        var broker = Mosquitto.notYetStarted(folder);
        try (var publisher = Publishers.started(folder, broker.port())) {
            publisher.listener().reported(Examples.report(BERLIN, 17));
        }
        try (broker;
                var relay = new Relay(broker.port())) {
            relay.swallow(true);
            broker.start();
            try (var subscriber = Subscriber.of(broker.port());
                    var publisher = Publishers.started(folder, relay.port())) {
                relay.swallow(false);
                relay.cut();

                subscriber.awaits("/report", "\"sequence\":17,");
                await().until(() -> publisher.queue().pending() == 0);
            }
        }
    }

    @Test
    void failsOverToTheNextAddress() {
        var nobody = Mosquitto.notYetStarted(folder);
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(
                        folder,
                        Publishers.settings(
                                new BrokerAddress(false, "127.0.0.1", nobody.port()),
                                new BrokerAddress(false, "127.0.0.1", broker.port())))) {
            subscriber.awaits("/status", "online");

            await().until(() -> publisher.status().connected());
            assertEquals("tcp://127.0.0.1:" + broker.port(), publisher.status().peer());
            assertEquals("", publisher.status().problem());
        }
    }

    @Test
    void failsOverFromBrokerThatLetsUsInAndThenKeepsSilent() {
        try (var broker = Mosquitto.started(folder);
                var relay = new Relay(broker.port());
                var subscriber = Subscriber.of(broker.port())) {
            relay.mute();
            var addresses = Publishers.settings(
                    new BrokerAddress(false, "127.0.0.1", relay.port()),
                    new BrokerAddress(false, "127.0.0.1", broker.port()));
            try (var publisher = Publishers.started(folder, addresses)) {
                subscriber.awaits("/status", "online");

                assertEquals(
                        "tcp://127.0.0.1:" + broker.port(), publisher.status().peer());
            }
        }
    }

    @Test
    void saysThatBrokerDoesNotLetUsIn() {
        var broker = Mosquitto.started(folder, "allow_anonymous false\n");
        try (broker;
                var publisher = Publishers.started(folder, broker.port())) {
            await().until(() -> publisher.status().problem().contains("Not authorized"));
            assertFalse(publisher.status().connected());
        }
    }

    @Test
    void saysThatNameIsUnknown() {
        var settings = Publishers.settings(new BrokerAddress(false, "no.such.invalid", 1883));
        try (var publisher = Publishers.started(folder, settings)) {
            publisher.listener().reported(Examples.report(BERLIN, 1));

            await().until(() -> publisher.status().problem().contains("no.such.invalid"));
            assertEquals(1, publisher.status().waiting());
        }
    }

    @Test
    void sendsReportAgainWhoseAcknowledgementNeverCame() {
        try (var broker = Mosquitto.started(folder);
                var relay = new Relay(broker.port());
                var subscriber = Subscriber.of(broker.port());
                var publisher = Publishers.started(folder, relay.port())) {
            subscriber.awaits("/status", "online");

            relay.swallow(true);
            publisher.listener().reported(Examples.report(BERLIN, 17));
            subscriber.awaits("/status", "offline"); // given up, and the broker was told by the end of TCP
            relay.swallow(false);

            subscriber.awaits("/report", "\"sequence\":17,");
        }
    }

    @Test
    void stopsInTimeAndLeavesLastWillWhenConnectedBrokerHangs() {
        try (var broker = Mosquitto.started(folder);
                var relay = new Relay(broker.port());
                var subscriber = Subscriber.of(broker.port())) {
            var publisher = Publishers.started(folder, relay.port());
            subscriber.awaits("/status", "online");
            relay.swallow(true);

            assertTimeout(STOP_LIMIT, publisher::close);

            assertFalse(subscriber.awaits("/status", "offline").payload().contains("since"));
        }
    }

    @Test
    void neitherCallbacksNorStopWaitForBrokerThatNeverAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var publisher = Publishers.started(folder, silent.getLocalPort());
            try (var accepted = silent.accept()) {
                assertTimeout(Duration.ofSeconds(2), () -> LongStream.range(0, 10_000)
                        .forEach(i -> publisher.listener().reported(Examples.report(BERLIN, i))));
                assertTrue(publisher.queue().dropped() > 0);
                assertTimeout(STOP_LIMIT, publisher::close);
                assertTrue(accepted.isConnected());
            }
        }
    }

    @Test
    void triesAgainWhenBrokerNeverAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var publisher = Publishers.started(folder, silent.getLocalPort());
                var first = silent.accept();
                var second = silent.accept()) {
            assertTrue(first.isConnected() && second.isConnected());
            assertEquals(0, publisher.queue().dropped());
        }
    }

    @Test
    void stopsInTimeWhileTcpConnectHangs() throws IOException {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var first = new Socket(full.getInetAddress(), full.getLocalPort());
                var second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            var publisher = Publishers.started(folder, full.getLocalPort());
            await().until(() -> Publishers.threads().contains("MQTT Con: gatewatch-gw1"));

            assertTimeout(STOP_LIMIT, publisher::close);
            assertTrue(first.isConnected() && second.isConnected());
        }
    }

    @Test
    void leavesNoThreadBehindWhenBrokerHangsUpAtOnce() throws IOException {
        var accepted = new AtomicInteger();
        try (var rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var acceptor = new Thread(() -> hangUpOnEveryone(rude, accepted), "rude");
            acceptor.start();
            try (var publisher = Publishers.started(folder, rude.getLocalPort())) {
                await().until(() -> accepted.get() >= 4);
                assertEquals(0, publisher.queue().dropped());
            }
        }
        Publishers.awaitNoThreads();
    }

    private static void hangUpOnEveryone(ServerSocket server, AtomicInteger accepted) {
        try {
            while (true) {
                server.accept().close();
                accepted.incrementAndGet();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }
}
