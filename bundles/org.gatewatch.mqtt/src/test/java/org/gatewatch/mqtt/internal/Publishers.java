package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.gatewatch.testkit.ManualClock;

/** Running publishers with short limits, and what they leave behind. */
final class Publishers {
    static final TimeLimits SHORT = new TimeLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            TimeLimits.DEFAULT.farewell(),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMillis(100));

    /** Of which all is known. */
    static final GatewayStatus.House HOUSE = new GatewayStatus.House() {
        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    };

    private Publishers() {}

    static MqttSettings settings(BrokerAddress... brokers) {
        var queue = new QueueLimits(1024 * 1024, Duration.ofHours(1), 64 * 1024);
        return settings(List.of(brokers), queue);
    }

    private static MqttSettings settings(List<BrokerAddress> brokers, QueueLimits queue) {
        return settings(access(brokers), queue);
    }

    static BrokerAccess access(List<BrokerAddress> brokers) {
        return new BrokerAccess(false, brokers, "gatewatch-gw1", Optional.empty(), TlsSettings.DEFAULT, 30);
    }

    static MqttSettings settings(BrokerAccess access, QueueLimits queue) {
        return new MqttSettings(
                access,
                "gw1",
                topics(),
                new MqttSettings.Style(false, Optional.empty()),
                Duration.ofMinutes(5),
                queue,
                100_000);
    }

    /** Where messages go by default. */
    static Topics topics() {
        var config = ConfigFiles.read(Path.of("src/test/resources/config/accepted-empty.cfg"));
        return Topics.of(config, Map.of("gateway", "gw1", "site", "", "account", ""));
    }

    /** A message that is not retained. */
    static Message event(String text) {
        return new Message() {
            @Override
            public String topic() {
                return "gatewatch/gw1/event";
            }

            @Override
            public byte[] payload() {
                return text.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean isRetained() {
                return false;
            }
        };
    }

    static JsonNotices notices() {
        return new JsonNotices(new JsonMessages("gw1", "boot1"), Duration.ofMinutes(5), new ManualClock());
    }

    /** With so large a queue that nothing is ever dropped, however fast a test reports. */
    static MqttSettings roomy(int port) {
        var queue = new QueueLimits(4L << 30, Duration.ofHours(1), 4 << 20);
        var broker = new BrokerAddress(false, "127.0.0.1", port);
        return settings(List.of(broker), queue);
    }

    static MqttPublisher started(Path folder, int port) {
        return started(folder, settings(new BrokerAddress(false, "127.0.0.1", port)));
    }

    static MqttPublisher started(Path folder, MqttSettings settings) {
        var publisher = new MqttPublisher(settings, environment(folder), SHORT);
        publisher.start();
        return publisher;
    }

    static MqttPublisher started(Path folder, int port, Engine engine) {
        var settings = settings(new BrokerAddress(false, "127.0.0.1", port));
        var publisher = new MqttPublisher(settings, environment(folder, "boot1", engine), SHORT);
        publisher.start();
        return publisher;
    }

    static Environment environment(Path folder) {
        return environment(folder, "boot1");
    }

    static Environment environment(Path folder, String boot) {
        return environment(folder, boot, new Engine(Optional::empty, Optional::empty));
    }

    static Environment environment(Path folder, String boot, Engine engine) {
        return new Environment(folder, "0.1.0", boot, Clock.system(), engine);
    }

    /** The threads of ours and of Paho. */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT ") || name.startsWith("gatewatch-"))
                .toList();
    }

    static void awaitNoThreads() {
        await().atMost(Duration.ofSeconds(2)).until(Publishers::threads, List::isEmpty);
    }
}
