package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * One connection to the broker, from its first packet to its end; a further one is a new object. Used by one thread,
 * which is woken whenever something changed. No call waits longer than the {@link TimeLimits} allow.
 *
 * <p>Paho does no more than speak MQTT: no automatic reconnection (it leaves threads behind, and does nothing before
 * the first success), no session, no buffer, no persistence.
 */
final class BrokerConnection {
    /** Messages under way at most. */
    static final int WINDOW = 500;

    private enum Phase {
        CONNECTING,
        UP,
        DOWN
    }

    private final TimeLimits limits;
    private final Wakeup wakeup;
    private final BrokerSockets sockets;
    private final MqttAsyncClient client;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean wakeWhenAcknowledged = true;
    private final AtomicReference<String> failure = new AtomicReference<>("");

    private BrokerConnection(MqttSettings settings, TimeLimits limits, Wakeup wakeup) throws MqttException {
        this.limits = limits;
        this.wakeup = wakeup;
        this.sockets = new BrokerSockets(settings.broker());
        // Always tcp: to Paho; TLS is the socket's own business.
        String uri =
                "tcp://" + settings.broker().host() + ":" + settings.broker().port();
        this.client = new MqttAsyncClient(uri, settings.clientId(), new MemoryPersistence());
        client.setCallback(new Watch());
    }

    /** Begins to connect and returns at once. */
    static BrokerConnection begin(MqttSettings settings, Message lastWill, TimeLimits limits, Wakeup wakeup)
            throws IOException {
        try {
            var connection = new BrokerConnection(settings, limits, wakeup);
            connection.client.connect(connection.options(settings, lastWill), null, connection.new Watch());
            return connection;
        } catch (MqttException e) {
            throw new IOException(reason(e), e);
        }
    }

    private MqttConnectOptions options(MqttSettings settings, Message lastWill) {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // else Paho tries again by itself, with 3.1
        options.setAutomaticReconnect(false);
        options.setCleanSession(true);
        options.setMaxInflight(WINDOW + 1);
        options.setConnectionTimeout((int) Math.max(1, limits.connect().toSeconds()));
        options.setKeepAliveInterval(settings.keepAliveSeconds());
        options.setSocketFactory(sockets);
        options.setWill(lastWill.topic(), lastWill.payload(), 1, true);
        settings.credentials().ifPresent(credentials -> {
            options.setUserName(credentials.username());
            if (!credentials.password().isEmpty()) {
                options.setPassword(credentials.password().toCharArray());
            }
        });
        return options;
    }

    boolean isConnecting() {
        return phase.get() == Phase.CONNECTING;
    }

    boolean isUp() {
        return phase.get() == Phase.UP;
    }

    /** Why the connection is down; empty when nothing is known. */
    String failure() {
        return failure.get();
    }

    /** Gives the connection up for a reason that only its user can see. */
    void fail(String reason) {
        failure.compareAndSet("", reason);
        phase.set(Phase.DOWN);
        wakeup.signal();
    }

    /** Whether the thread is to be woken by each acknowledgement, or looks for them itself. */
    void wakeWhenAcknowledged(boolean wake) {
        wakeWhenAcknowledged = wake;
    }

    /** Hands a message over; what comes back tells whether the broker has acknowledged it. */
    BooleanSupplier publish(Message message) {
        var watch = new DeliveryWatch();
        try {
            client.publish(message.topic(), message.payload(), 1, message.isRetained(), null, watch);
            return watch::isAcknowledged;
        } catch (MqttException e) {
            fail(reason(e));
            return () -> false;
        }
    }

    /** Says goodbye to the broker, which then keeps the last will to itself. */
    void close() {
        try {
            client.disconnect(0).waitForCompletion(limits.farewell().toMillis());
            ended.countDown();
        } catch (MqttException e) {
            fail(reason(e));
        }
        drop();
    }

    /** Ends the connection without a word, so that the broker publishes the last will. */
    void drop() {
        phase.set(Phase.DOWN);
        sockets.abort(); // Paho's threads find their socket closed, tidy up and end
        try {
            if (ended.await(limits.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
                client.close(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MqttException e) {
            fail(reason(e)); // it has no socket and no thread any more; closing would only have emptied its tables
        }
    }

    private static String reason(Throwable problem) {
        return problem.getCause() == null
                ? problem.getMessage()
                : problem.getCause().toString();
    }

    private void end(Throwable problem) {
        fail(reason(problem));
        ended.countDown();
    }

    /** Is told by Paho's threads how the connection as a whole does. */
    private final class Watch implements MqttCallback, IMqttActionListener {
        @Override
        public void onSuccess(IMqttToken connected) {
            phase.compareAndSet(Phase.CONNECTING, Phase.UP);
            wakeup.signal();
        }

        @Override
        public void onFailure(IMqttToken notConnected, Throwable problem) {
            end(problem);
        }

        @Override
        public void connectionLost(Throwable problem) {
            end(problem);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // We subscribe to nothing.
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Each publish has its own watch.
        }
    }

    /**
     * Is told that one message is decided; its user looks which way. Paho's token is complete a moment before Paho frees
     * the message's place in its window, and a message handed over in that moment would be refused; it calls us after.
     */
    private final class DeliveryWatch implements IMqttActionListener {
        private volatile boolean acknowledged;

        boolean isAcknowledged() {
            return acknowledged;
        }

        @Override
        public void onSuccess(IMqttToken delivered) {
            acknowledged = true;
            if (wakeWhenAcknowledged) {
                wakeup.signal();
            }
        }

        @Override
        public void onFailure(IMqttToken undelivered, Throwable problem) {
            wakeup.signal();
        }
    }
}
