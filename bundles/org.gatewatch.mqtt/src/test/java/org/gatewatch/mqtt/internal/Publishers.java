package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.mqtt.internal.queue.QueueLimits;

/** Running publishers with short limits, and what they leave behind. */
final class Publishers {
    static final TimeLimits SHORT = new TimeLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            TimeLimits.DEFAULT.farewell(),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            100_000);

    private Publishers() {}

    static MqttSettings settings(BrokerAddress broker) {
        var queue = new QueueLimits(1024 * 1024, Duration.ofHours(1), 64 * 1024);
        return new MqttSettings(broker, "gw1", "gatewatch-gw1", Optional.empty(), 30, queue, 20_000);
    }

    /** With as large a queue as anybody has. */
    static MqttSettings roomy(int port) {
        var queue = new QueueLimits(256 << 20, Duration.ofHours(1), 4 << 20);
        var broker = new BrokerAddress(false, "127.0.0.1", port);
        return new MqttSettings(broker, "gw1", "gatewatch-gw1", Optional.empty(), 30, queue, 100_000);
    }

    static MqttPublisher started(Path folder, int port) {
        return started(folder, settings(new BrokerAddress(false, "127.0.0.1", port)));
    }

    static MqttPublisher started(Path folder, MqttSettings settings) {
        var publisher = new MqttPublisher(settings, environment(folder), SHORT);
        publisher.start();
        return publisher;
    }

    static Environment environment(Path folder) {
        return new Environment(folder, "0.1.0", "boot1", Clock.system());
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
