package org.gatewatch.mqtt.internal;

import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;

/** The messages that say whether this gateway publishes: birth, farewell and last will. */
final class GatewayStatus {
    private final String topic;
    private final JsonMessages messages;
    private final String version;
    private final Clock clock;

    GatewayStatus(String gatewayId, String version, Clock clock) {
        this.topic = new Topics(gatewayId).status();
        this.messages = new JsonMessages(gatewayId);
        this.version = version;
        this.clock = clock;
    }

    Message online(long reportsDropped) {
        return Message.retained(topic, messages.gateway("online", version, Optional.of(now()), reportsDropped));
    }

    Message offline(long reportsDropped) {
        return Message.retained(topic, messages.gateway("offline", version, Optional.of(now()), reportsDropped));
    }

    /** What the broker publishes for us when we vanish. */
    Message lastWill() {
        return Message.retained(topic, messages.gateway("offline", version, Optional.empty(), 0));
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, clock.epochNanos());
    }
}
