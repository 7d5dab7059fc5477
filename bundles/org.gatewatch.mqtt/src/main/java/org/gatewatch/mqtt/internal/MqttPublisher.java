package org.gatewatch.mqtt.internal;

import java.time.Duration;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.mqtt.internal.queue.QueueFigures;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running publisher: what it is told goes to the outbox, from where its thread takes it to the broker. */
final class MqttPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttPublisher.class);
    private static final Duration LONGEST_STOP = Duration.ofMillis(950);

    private final Outbox outbox;
    private final OutboxListener listener;
    private final RetainedTopics retained;
    private final BrokerLoop loop;
    private final String name;
    private final Thread thread;

    /** Opens the queue; what an earlier process left there goes to the broker, too. */
    MqttPublisher(MqttSettings settings, Environment environment, TimeLimits limits) {
        var queue = new ReportQueue(environment.folder().resolve("queue"), settings.queue(), environment.clock());
        var json = new JsonMessages(settings.gatewayId(), environment.bootId());
        var notices = new JsonNotices(json, settings.stateInterval(), environment.clock());
        var messages = new Messages(
                settings.style().isLineProtocol() ? new LineFormat(settings.gatewayId(), environment.clock()) : notices,
                notices,
                settings.topics());
        this.name = "mqtt/" + environment.folder().getFileName();
        this.outbox = new Outbox(messages, queue, new States(messages), new Wakeup(environment.clock()));
        var overview = new Overview(
                environment.engine(), messages, outbox, limits.stale().toNanos());
        var topics = settings.topics();
        var status = new GatewayStatus(topics.status(), notices, environment.version(), overview);
        this.retained = new RetainedTopics(
                environment.folder().resolve("retained"),
                outbox.states(),
                environment.clock(),
                limits.stale().toNanos());
        var homeAssistant = settings.style()
                .discoveryPrefix()
                .map(prefix -> new HomeAssistant(prefix, settings.gatewayId(), environment.version(), topics));
        this.listener = new OutboxListener(messages, outbox, overview, homeAssistant);
        var losses = new Losses(messages, outbox);
        this.loop = new BrokerLoop(settings, limits, outbox, new Publication(status, () -> {
            outbox.queue().upkeep();
            losses.upkeep();
            retained.upkeep(messages);
            return overview.upkeep();
        }));
        this.thread = new Thread(loop, "gatewatch-mqtt");
        thread.setDaemon(true); // and with it every thread that Paho starts from it
    }

    void start() {
        thread.start();
    }

    /** Takes reports and states; returns at once, whatever the broker does. */
    ReportListener listener() {
        return listener;
    }

    /** How it goes, for people. */
    ReporterStatus status() {
        return loop.status(name);
    }

    /** How the queue does. */
    QueueFigures queue() {
        return outbox.queue().figures();
    }

    /** Says goodbye to the broker if it listens, and is done within a second in any case. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("stop-late: thread {} still ends", thread.getName());
        }
        retained.save();
        outbox.queue().close();
    }
}
