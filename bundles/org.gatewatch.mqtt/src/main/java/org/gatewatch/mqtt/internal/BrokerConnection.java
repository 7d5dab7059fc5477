package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection to the broker, from its first packet to its end; a further one is a new object. Used by one thread,
 * which is woken whenever something changed. No call waits longer than the {@link TimeLimits} allow.
 */
final class BrokerConnection {
    /** Messages under way at most. */
    static final int WINDOW = 500;

    /** Everything that it says, with a stack trace for each broken connection, it tells us as well. */
    private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho");

    private static final long SHORTEST_PAUSE_MILLIS = 100; // Paho never says when, once it is going down

    /** What another try may change: unspecified, implementation specific, packet identifier in use, quota exceeded. */
    private static final Set<Integer> PASSING_REFUSALS = Set.of(0x80, 0x83, 0x91, 0x97);

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
    private volatile String refusal = "";
    private final AtomicReference<String> failure = new AtomicReference<>("");

    private BrokerConnection(ConnectRequest request, TimeLimits limits, Wakeup wakeup) throws IOException {
        PAHO_LOG.setLevel(Level.OFF);
        this.limits = limits;
        this.wakeup = wakeup;
        this.sockets = new BrokerSockets(request.broker(), request.access().tls());
        this.client =
                request.access().isMqtt5() ? new Mqtt5Client(request, sockets) : new Mqtt3Client(request, sockets);
    }

    /** Begins to connect and returns at once. */
    static BrokerConnection begin(ConnectRequest request, TimeLimits limits, Wakeup wakeup) throws IOException {
        var connection = new BrokerConnection(request, limits, wakeup);
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
            return TimeUnit.MILLISECONDS.toNanos(Math.max(SHORTEST_PAUSE_MILLIS, client.keepAlive()));
        } catch (IOException e) {
            fail(e.getMessage());
            return 0;
        }
    }

    /** Hands a message over; what comes back tells what becomes of it. */
    Receipt publish(Message message) {
        var receipt = new Receipt(message.topic());
        try {
            client.publish(message, receipt);
        } catch (IOException e) {
            fail(e.getMessage());
        }
        return receipt;
    }

    /** What the broker has refused last for good; empty when it never did. */
    String refusal() {
        return refusal;
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
            boolean tidy = ended.await(limits.farewell().toMillis(), TimeUnit.MILLISECONDS);
            if (!tidy && sockets.isInUse()) {
                client.abandon();
                tidy = true;
            } // else Paho still starts its threads: they find out themselves
            if (tidy) {
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

    /** What becomes of one message; its user looks. */
    final class Receipt implements PahoClient.Receipt {
        private final String topic;
        private volatile boolean decided;
        private volatile boolean refused;

        private Receipt(String topic) {
            this.topic = topic;
        }

        /** Whether the broker has said what it does with it. */
        boolean isDecided() {
            return decided;
        }

        /** Whether it said that it does not want it. */
        boolean isRefused() {
            return refused;
        }

        @Override
        public void acknowledged() {
            decided = true;
            if (wakeWhenAcknowledged) {
                wakeup.signal();
            }
        }

        @Override
        public void refused(int code, String reason) {
            String text = "the broker refused " + topic + ": " + reason;
            if (PASSING_REFUSALS.contains(code)) {
                fail(text); // and all is tried again after a pause
            } else {
                refusal = text;
                refused = true;
                acknowledged();
            }
        }

        @Override
        public void undecided() {
            wakeup.signal();
        }
    }
}
