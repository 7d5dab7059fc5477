package org.gatewatch.mqtt.internal;

import java.time.Duration;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running publisher: what it is told goes to the outbox, from where its thread takes it to the broker. */
final class MqttPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttPublisher.class);
    private static final Duration LONGEST_STOP = Duration.ofMillis(950);

    private final Outbox outbox;
    private final OutboxListener listener;
    private final BrokerLoop loop;
    private final Thread thread;

    MqttPublisher(MqttSettings settings, String version, TimeLimits limits, Clock clock) {
        this.outbox = new Outbox(settings.queueSize(), new Wakeup(clock));
        this.listener = new OutboxListener(settings.gatewayId(), outbox);
        this.loop = new BrokerLoop(settings, limits, outbox, new GatewayStatus(settings.gatewayId(), version, clock));
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

    /** Reports lost because the queue was full. */
    long reportsDropped() {
        return outbox.dropped();
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
            LOG.warn("thread {} still ends", thread.getName());
        }
    }
}
