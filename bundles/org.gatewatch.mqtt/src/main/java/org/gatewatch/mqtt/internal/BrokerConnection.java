package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * One connection to the broker, from its first packet to its end; a further one is a new object. Used by one thread,
 * which is woken whenever something changed. No call waits longer than the {@link TimeLimits} allow.
 */
final class BrokerConnection {
    /** Messages under way at most. */
    static final int WINDOW = 256;

    private enum Phase {
        CONNECTING,
        UP,
        DOWN
    }

    private final TimeLimits limits;
    private final Wakeup wakeup;
    private final BrokerSockets sockets;
    private final PahoClient client;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean wakeWhenAcknowledged = true;
    private volatile int window = WINDOW;
    private final AtomicReference<String> failure = new AtomicReference<>("");

    private BrokerConnection(MqttSettings settings, Message lastWill, TimeLimits limits, Wakeup wakeup)
            throws IOException {
        this.limits = limits;
        this.wakeup = wakeup;
        this.sockets = new BrokerSockets(settings.broker());
        var request = new ConnectRequest(
                settings.broker(),
                settings.clientId(),
                settings.credentials(),
                settings.keepAliveSeconds(),
                lastWill,
                limits.connect());
        this.client = new Mqtt3Client(request, sockets);
    }

    /** Begins to connect and returns at once. */
    static BrokerConnection begin(MqttSettings settings, Message lastWill, TimeLimits limits, Wakeup wakeup)
            throws IOException {
        var connection = new BrokerConnection(settings, lastWill, limits, wakeup);
        connection.client.connect(connection.new Watch());
        return connection;
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

    /** How many messages may be under way. */
    int window() {
        return window;
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

    /** Tests the connection, if it is time to, and says for how long it will not be. */
    long keepAliveNanos() {
        try {
            return TimeUnit.MILLISECONDS.toNanos(client.keepAlive());
        } catch (IOException e) {
            fail(e.getMessage());
            return 0;
        }
    }

    /** Hands a message over; what comes back tells whether the broker has acknowledged it. */
    BooleanSupplier publish(Message message) {
        var receipt = new Receipt();
        try {
            client.publish(message, receipt);
        } catch (IOException e) {
            fail(e.getMessage());
        }
        return receipt::isAcknowledged;
    }

    /** Says goodbye to the broker, which then keeps the last will to itself. */
    void close() {
        try {
            client.disconnect(limits.farewell());
            ended.countDown();
        } catch (IOException e) {
            fail(e.getMessage());
        }
        drop();
    }

    /** Ends the connection without a word, so that the broker publishes the last will. */
    void drop() {
        phase.set(Phase.DOWN);
        sockets.abort(); // Paho's threads find their socket closed, tidy up and end
        try {
            if (ended.await(limits.farewell().toMillis(), TimeUnit.MILLISECONDS)) {
                client.free();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            fail(e.getMessage());
        }
    }

    private final class Watch implements PahoClient.Watch {
        @Override
        public void connected(int brokersWindow) {
            window = brokersWindow;
            phase.compareAndSet(Phase.CONNECTING, Phase.UP);
            wakeup.signal();
        }

        @Override
        public void ended(String reason) {
            fail(reason);
            ended.countDown();
        }
    }

    /** What became of one message; its user looks. */
    private final class Receipt implements PahoClient.Receipt {
        private volatile boolean acknowledged;

        boolean isAcknowledged() {
            return acknowledged;
        }

        @Override
        public void acknowledged() {
            acknowledged = true;
            if (wakeWhenAcknowledged) {
                wakeup.signal();
            }
        }

        @Override
        public void undecided() {
            wakeup.signal();
        }
    }
}
