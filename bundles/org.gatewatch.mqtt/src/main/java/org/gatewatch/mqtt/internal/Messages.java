package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.mqtt.internal.queue.Entry;
import org.gatewatch.mqtt.internal.queue.QueueFigures;
import org.gatewatch.mqtt.internal.record.RecordCodec;

/**
 * What is published about probes, monitors and VPN connections. A state is turned into text each time it is sent, because
 * it says until when it is valid.
 */
final class Messages {
    private final Format format;
    private final JsonNotices notices;
    private final Topics topics;

    Messages(Format format, JsonNotices notices, Topics topics) {
        this.format = format;
        this.notices = notices;
        this.topics = topics;
    }

    /** A text for the queue. */
    private record Passing(String topic, String text) implements Message {
        @Override
        public byte[] payload() {
            return bytes(text);
        }

        @Override
        public boolean isRetained() {
            return false;
        }
    }

    /** Makes the broker forget a retained message. */
    private record Clearing(Object about, String topic) implements Message {
        @Override
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Object> clears() {
            return Optional.of(about);
        }
    }

    /** The state of a probe. */
    private final class ProbeState implements Message {
        private final ProbeStatus status;

        ProbeState(ProbeStatus status) {
            this.status = status;
        }

        @Override
        public String topic() {
            return topics.state(status.id());
        }

        @Override
        public byte[] payload() {
            return bytes(format.state(status));
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Duration> lifetime() {
            return Optional.of(notices.validity());
        }
    }

    private final class MonitorState implements Message {
        private final MonitorStatus status;

        MonitorState(MonitorStatus status) {
            this.status = status;
        }

        @Override
        public String topic() {
            return topics.monitor(status.monitor().name());
        }

        @Override
        public byte[] payload() {
            return bytes(format.monitor(status));
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Duration> lifetime() {
            return Optional.of(notices.validity());
        }
    }

    private final class ConnectionState implements Message {
        private final ConnectionStatus status;

        ConnectionState(ConnectionStatus status) {
            this.status = status;
        }

        @Override
        public String topic() {
            return topics.connection(status.connection().name());
        }

        @Override
        public byte[] payload() {
            return bytes(format.connection(status));
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Duration> lifetime() {
            return Optional.of(notices.validity());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A report as it waits in the queue. */
    byte[] record(Report report) {
        return RecordCodec.encode(report, notices.json().bootId());
    }

    /**
     * What waited in the queue, written out. Events wait as text, into which only their number is put now.
     *
     * @throws IllegalArgumentException if nobody can read it
     */
    Delivery delivery(Entry entry, boolean isHistorical) {
        byte[] waited = entry.payload();
        if (waited.length > 0 && waited[0] == RecordCodec.VERSION) {
            var recorded = RecordCodec.decode(waited, entry.number(), isHistorical);
            String topic = topics.report(recorded.report().id());
            return new Delivery(entry.number(), topic, format.report(recorded), isHistorical);
        }
        String place = "{\"serial\":" + entry.number() + (isHistorical ? ",\"historical\":true," : ",");
        String text = place + new String(waited, StandardCharsets.UTF_8).substring(1);
        return new Delivery(entry.number(), entry.topic(), text, isHistorical);
    }

    Message state(ProbeStatus status) {
        return new ProbeState(status);
    }

    Message monitor(MonitorStatus status) {
        return new MonitorState(status);
    }

    Message connection(ConnectionStatus status) {
        return new ConnectionState(status);
    }

    /** @param about what is gone, as the key of its state */
    Message clearing(Object about, String topic) {
        return new Clearing(about, topic);
    }

    Message clearing(ProbeId id) {
        return new Clearing(id, topics.state(id));
    }

    /** What happened to a probe, if anything did that is worth an event. */
    Optional<Message> change(ProbeStatus before, ProbeStatus now) {
        return kind(before.health(), before.cause(), now.health(), now.cause())
                .map(kind -> new JsonNotices.Change(kind, now.health(), now.cause(), before.health(), now.since()))
                .map(change -> event(notices.change(change, out -> JsonMessages.probe(out, now.id()))));
    }

    /** What happened to a VPN connection, if anything did that is worth an event. */
    Optional<Message> change(ConnectionStatus before, ConnectionStatus now) {
        return kind(before.health(), before.cause(), now.health(), now.cause())
                .map(kind -> new JsonNotices.Change(kind, now.health(), now.cause(), before.health(), now.since()))
                .map(change -> event(notices.change(change, out -> JsonNotices.connection(out, now.connection()))));
    }

    /** A probe is gone that was bad: nobody will say any more that it is well. */
    Optional<Message> goneWhileBad(ProbeStatus before) {
        var change = new JsonNotices.Change("clear", Health.UNKNOWN, Cause.UNKNOWN, before.health(), notices.now());
        return isBad(before.health())
                ? Optional.of(event(notices.change(change, out -> JsonMessages.probe(out, before.id()))))
                : Optional.empty();
    }

    /** The same of a VPN connection. */
    Optional<Message> goneWhileBad(ConnectionStatus before) {
        var change = new JsonNotices.Change("clear", Health.UNKNOWN, Cause.UNKNOWN, before.health(), notices.now());
        return isBad(before.health())
                ? Optional.of(event(notices.change(change, out -> JsonNotices.connection(out, before.connection()))))
                : Optional.empty();
    }

    Message configurationError(String problem) {
        return event(notices.configurationError(problem));
    }

    Message lost(QueueFigures figures) {
        return event(notices.lost(figures));
    }

    boolean isEvent(Delivery delivery) {
        return delivery.topic().equals(topics.event());
    }

    private Message event(String text) {
        return new Passing(topics.event(), text);
    }

    private static Optional<String> kind(Health before, Cause causeBefore, Health now, Cause cause) {
        if (isBad(now)) {
            return before != now
                    ? Optional.of("raise")
                    : cause == causeBefore ? Optional.empty() : Optional.of("located");
        }
        return isBad(before) ? Optional.of("clear") : Optional.empty();
    }

    private static boolean isBad(Health health) {
        return health == Health.DEGRADED || health == Health.DOWN;
    }
}
