package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeAssistantTest {
    @TempDir
    private Path folder;

    private final HomeAssistant homeAssistant = new HomeAssistant("homeassistant", "gw1", "0.1.0", Publishers.topics());

    private JsonObject announced() {
        var message = homeAssistant.announcement(Examples.BERLIN);
        return JsonParser.parseString(new String(message.payload(), UTF_8)).getAsJsonObject();
    }

    @Test
    void announcesOneDeviceForEachProbe() {
        var device = announced().getAsJsonObject("device");

        assertEquals("branch-offices berlin", device.get("name").getAsString());
        assertEquals("Probe of gw1", device.get("model").getAsString());
    }

    @Test
    void showsProblemHealthLossAndRoundTripTime() {
        var names = new TreeSet<String>();
        for (JsonElement component :
                announced().getAsJsonObject("components").asMap().values()) {
            var fields = component.getAsJsonObject();
            assertTrue(fields.keySet().containsAll(Set.of("platform", "unique_id", "state_topic", "value_template")));
            names.add(fields.get("name").getAsString());
        }

        assertEquals(Set.of("Problem", "Health", "Loss", "Round-trip time"), names);
    }

    @Test
    void readsWhereGatewatchPublishes() {
        var topics = new TreeSet<String>();
        announced()
                .getAsJsonObject("components")
                .asMap()
                .values()
                .forEach(component -> topics.add(
                        component.getAsJsonObject().get("state_topic").getAsString()));

        assertEquals(
                List.of("gatewatch/gw1/branch-offices/berlin/report", "gatewatch/gw1/branch-offices/berlin/state"),
                List.copyOf(topics));
    }

    @Test
    void takesOnlyCharactersThatHomeAssistantAllows() {
        String topic = homeAssistant.topic(new ProbeId("büro/1", "a b"));

        assertTrue(topic.matches("homeassistant/device/[A-Za-z0-9_-]+/config"), topic);
    }

    @Test
    void keepsApartWhatLooksTheSame() {
        assertNotEquals(homeAssistant.topic(new ProbeId("m", "a b")), homeAssistant.topic(new ProbeId("m", "a_b")));
    }

    @Test
    void isRetainedUntilTheProbeIsGone() {
        var style = new MqttSettings.Style(false, Optional.of("homeassistant"));
        try (var broker = Mosquitto.started(folder);
                var subscriber = Subscriber.of(broker.port(), "-t", "homeassistant/#")) {
            var access = Publishers.access(List.of(new BrokerAddress(false, "127.0.0.1", broker.port())));
            var queue = new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16);
            var settings =
                    new MqttSettings(access, "gw1", Publishers.topics(), style, Duration.ofMinutes(5), queue, 1000);
            try (var publisher = Publishers.started(folder, settings)) {
                publisher.listener().changed(Examples.status(Examples.BERLIN, Health.HEALTHY));
                publisher.listener().changed(Examples.status(Examples.BERLIN, Health.DOWN));
                subscriber.awaits("/berlin/state", "DOWN");
                assertEquals(1, subscriber.on("/config").size());

                publisher.listener().removed(Examples.BERLIN);
                await().until(() -> subscriber.on("/config").stream()
                        .anyMatch(message -> message.payload().isEmpty()));
            }
        }
    }
}
