package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;

/** The messages that say whether this gateway publishes: birth, farewell and last will. */
final class GatewayStatus {
    private final String topic;
    private final JsonMessages messages;
    private final String version;
    private final Clock clock;

    GatewayStatus(JsonMessages messages, Topics topics, Environment environment) {
        this.topic = topics.status();
        this.messages = messages;
        this.version = environment.version();
        this.clock = environment.clock();
    }

    Message online(long reportsDropped) {
        return new Announcement(topic, messages.gateway("online", version, Optional.of(now()), reportsDropped));
    }

    Message offline(long reportsDropped) {
        return new Announcement(topic, messages.gateway("offline", version, Optional.of(now()), reportsDropped));
    }

    /** What the broker publishes for us when we vanish. */
    Message lastWill() {
        return new Announcement(topic, messages.gateway("offline", version, Optional.empty(), 0));
    }

    /** Says how the gateway is, to those who come later too. */
    private record Announcement(String topic, String text) implements Message {
        @Override
        public byte[] payload() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isRetained() {
            return true;
        }
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, clock.epochNanos());
    }
}
