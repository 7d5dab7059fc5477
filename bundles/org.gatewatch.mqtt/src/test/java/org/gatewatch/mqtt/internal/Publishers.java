package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;

/** Running publishers with short limits, and what they leave behind. */
final class Publishers {
    static final TimeLimits SHORT = new TimeLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            TimeLimits.DEFAULT.farewell(),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    private Publishers() {}

    static MqttSettings settings(BrokerAddress broker, int queueSize) {
        return new MqttSettings(broker, "gw1", "gatewatch-gw1", Optional.empty(), 30, queueSize);
    }

    static MqttPublisher started(int port) {
        return started(settings(new BrokerAddress(false, "127.0.0.1", port), 1000));
    }

    static MqttPublisher started(MqttSettings settings) {
        var publisher = new MqttPublisher(settings, "0.1.0", SHORT, Clock.system());
        publisher.start();
        return publisher;
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
