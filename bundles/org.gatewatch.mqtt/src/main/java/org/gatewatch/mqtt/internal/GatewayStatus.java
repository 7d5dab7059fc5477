package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.mqtt.internal.queue.QueueFigures;

/** The messages that say whether this gateway publishes: birth, farewell and last will. Used by one thread. */
final class GatewayStatus {
    /**
     * What is said of a gateway that is not gone.
     *
     * @param since when it went online or offline
     * @param configuration changes with what is watched
     * @param queue how many reports did not make it
     */
    record Detail(Instant since, String configuration, QueueFigures queue) {}

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

    /** What is to be known of the rest of the house. */
    interface House {
        /** Changes with what is watched. */
        String fingerprint();

        /** Whether there is a state of everything that is watched; stays so. */
        boolean isComplete();
    }

    private final String topic;
    private final JsonNotices notices;
    private final String version;
    private final Clock clock;
    private final House house;
    private Instant online;
    private String said = "";

    GatewayStatus(String topic, JsonNotices notices, String version, House house) {
        this.topic = topic;
        this.notices = notices;
        this.version = version;
        this.clock = notices.clock();
        this.house = house;
        this.online = now();
    }

    /** Whether it may be born: {@code online} is promised to mean that all states are there. */
    boolean isDue() {
        return house.isComplete();
    }

    /** The birth: from now on it is online. */
    Message online(QueueFigures queue) {
        online = now();
        said = text("online", online, queue);
        return new Announcement(topic, said);
    }

    /** What has changed of it since it was said last, if anything has. */
    Optional<Message> changed(QueueFigures queue) {
        String text = text("online", online, queue);
        if (text.equals(said)) {
            return Optional.empty();
        }
        said = text;
        return Optional.of(new Announcement(topic, text));
    }

    Message offline(QueueFigures queue) {
        return new Announcement(topic, text("offline", now(), queue));
    }

    /** What the broker publishes for us when we vanish. */
    Message lastWill() {
        return new Announcement(topic, notices.gateway("offline", version, Optional.empty()));
    }

    private String text(String status, Instant since, QueueFigures queue) {
        return notices.gateway(status, version, Optional.of(new Detail(since, house.fingerprint(), queue)));
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, clock.epochNanos());
    }
}
