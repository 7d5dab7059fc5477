package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatewatch.api.report.ReporterStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the thread {@code gatewatch-mqtt}, which alone touches the connection: connect, publish until the
 * connection ends, pause, again; until it is stopped.
 */
final class BrokerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLoop.class);

    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TimeLimits limits;
    private final Outbox outbox;
    private final GatewayStatus status;
    private final LongSupplier upkeep;
    private final Wakeup wakeup;
    private final Pacing pacing;
    private final Duration reportLifetime;
    private final Backoff backoff;
    private final ConnectionLog log;
    private volatile BrokerAccess access; // the address in use comes first
    private volatile String problem = "not connected yet";
    private volatile String refusal = ""; // stays, for the connection often ends with it
    private volatile boolean connected;
    private volatile boolean stopping;

    BrokerLoop(MqttSettings settings, TimeLimits limits, Outbox outbox, Publication publication) {
        this.access = settings.access();
        this.pacing = Pacing.of(settings, limits);
        this.reportLifetime = settings.queue().age();
        this.limits = limits;
        this.outbox = outbox;
        this.status = publication.status();
        this.upkeep = publication.upkeep();
        this.wakeup = outbox.wakeup();
        this.backoff = new Backoff(limits.firstPause(), limits.longestPause(), new SplittableRandom());
        this.log = new ConnectionLog(settings.access().clientId());
    }

    /** Asks the loop to say goodbye and end. */
    void stop() {
        stopping = true;
        wakeup.signal();
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                attempt();
                pause(backoff.nextPauseNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The queue is looked after also while there is no connection. */
    private void pause(long nanos) throws InterruptedException {
        long endNanos = wakeup.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !stopping; left = endNanos - wakeup.nanoTime()) {
            long idleNanos = Math.min(UPKEEP_NANOS, upkeep.getAsLong());
            wakeup.await(() -> stopping, Math.min(left, idleNanos));
        }
    }

    private void attempt() throws InterruptedException {
        try {
            connectAndServe();
        } catch (IOException e) {
            failed(e.getMessage());
        } catch (RuntimeException e) {
            // Nothing known ends here; whatever it is, it must not end publishing for good.
            LOG.error("thread-failed: publishing to {} failed, trying again", access.broker(), e);
        }
    }

    private void connectAndServe() throws IOException, InterruptedException {
        boolean wasGood = false;
        var connection = BrokerConnection.begin(request(), limits, wakeup);
        try {
            wakeup.await(
                    () -> stopping || !connection.isConnecting(),
                    limits.connect().toNanos());
            if (connection.isUp()) {
                log.connected(access.broker());
                wasGood = serve(connection);
            } else if (connection.isConnecting()) {
                connection.fail("no answer within " + limits.connect().toMillis() + " ms");
            }
        } finally {
            connection.drop();
        }
        if (stopping) {
            return;
        }
        failed(connection.failure());
        if (!wasGood) {
            access = access.failingOver();
        }
    }

    private ConnectRequest request() {
        return new ConnectRequest(access, status.lastWill(), reportLifetime, limits.connect());
    }

    private void failed(String reason) {
        problem = reason;
        log.failed(access.broker(), reason);
    }

    /** How it goes, for people. Thread-safe. */
    ReporterStatus status(String name) {
        var figures = outbox.queue().figures();
        String all = Stream.of(problem, refusal, figures.failure())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        return new ReporterStatus(
                name,
                access.broker().toString(),
                connected,
                all,
                figures.pending(),
                figures.dropped() + figures.damaged());
    }

    /**
     * Publishes until the connection ends. Returns whether it was a good one, whose broker is asked first next time: also a
     * broker that hangs may let us in, and one that answers nothing else, or not for long, must not keep us from the next.
     */
    private boolean serve(BrokerConnection connection) throws InterruptedException {
        long startNanos = wakeup.nanoTime();
        boolean answered;
        connected = true;
        problem = "";
        try (var session = new Session(connection, outbox, status, pacing)) {
            while (!stopping && connection.isUp()) {
                long idleNanos = upkeep.getAsLong();
                wakeup.await(Math.min(idleNanos, session.step()));
                noteRefusal(connection);
            }
            if (connection.isUp()) {
                sayGoodbye(connection, session);
            }
            answered = session.isAnswered();
        } finally {
            noteRefusal(connection);
            connected = false;
        }
        boolean good = answered
                && wakeup.nanoTime() - startNanos > limits.longestPause().toNanos();
        if (good) {
            backoff.reset();
        }
        return good;
    }

    private void noteRefusal(BrokerConnection connection) {
        if (!connection.refusal().isEmpty()) {
            refusal = connection.refusal();
        }
    }

    private void sayGoodbye(BrokerConnection connection, Session session) throws InterruptedException {
        var acknowledged = session.farewell();
        wakeup.await(acknowledged, limits.farewell().toNanos());
        if (acknowledged.getAsBoolean()) {
            connection.close();
            log.disconnected(access.broker());
        } // else it is dropped, and the broker publishes the last will
    }
}
