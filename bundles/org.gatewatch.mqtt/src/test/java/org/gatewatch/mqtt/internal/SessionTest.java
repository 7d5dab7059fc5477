package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.mqtt.internal.Examples.BERLIN;
import static org.gatewatch.mqtt.internal.Examples.PARIS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.gatewatch.api.Health;
import org.gatewatch.mqtt.internal.Subscriber.Received;
import org.gatewatch.mqtt.internal.queue.ReportQueue;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one connection to a real broker carries, by a clock that is moved by hand. */
class SessionTest {
    private static final Duration STATE_INTERVAL = Duration.ofMinutes(5);
    private static final int BACKLOG_PER_SECOND = 100;
    /** As much as may go at once. */
    private static final Duration BURST = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private final Watched watched = new Watched();
    private Mosquitto broker;
    private Subscriber subscriber;
    private Outbox outbox;
    private GatewayStatus status;
    private BrokerConnection connection;

    /** Watches something, or not yet all of it. */
    private static final class Watched implements GatewayStatus.House {
        private boolean complete = true;

        @Override
        public String fingerprint() {
            return "";
        }

        @Override
        public boolean isComplete() {
            return complete;
        }
    }

    @BeforeEach
    void connect() throws IOException {
        broker = Mosquitto.started(folder);
        subscriber = Subscriber.of(broker.port());
        var settings = Publishers.settings(new BrokerAddress(false, "127.0.0.1", broker.port()));
        var messages = new Messages(Publishers.notices(), Publishers.notices(), Publishers.topics());
        var wakeup = new Wakeup(clock);
        outbox = new Outbox(
                messages,
                new ReportQueue(folder.resolve("queue"), settings.queue(), clock),
                new States(messages),
                wakeup);
        status = new GatewayStatus("gatewatch/gw1/status", Publishers.notices(), "0.1.0", watched);
        var request = new ConnectRequest(
                settings.access(), status.lastWill(), settings.queue().age(), TimeLimits.DEFAULT.connect());
        connection = BrokerConnection.begin(request, TimeLimits.DEFAULT, wakeup);
        await().until(() -> !connection.isConnecting());
    }

    @AfterEach
    void leaveNothing() {
        connection.drop();
        outbox.queue().close();
        subscriber.close();
        broker.close();
        Publishers.awaitNoThreads();
    }

    private Session session() {
        return new Session(
                connection,
                outbox,
                status,
                new Pacing(TimeLimits.DEFAULT.acknowledge(), STATE_INTERVAL, BACKLOG_PER_SECOND));
    }

    /** Lets the session work, whose time stands still, until there is something to see. */
    private static void work(Session session, BooleanSupplier isSeen) {
        await().pollInSameThread().pollInterval(Duration.ofMillis(5)).until(() -> {
            session.step();
            return isSeen.getAsBoolean();
        });
    }

    private void workUntilOnline(Session session) {
        work(session, () -> !subscriber.on("/status").isEmpty() && session.isAnswered());
    }

    /** Whatever was to be said before it, is said when this has come. */
    private void workUntilMarked(Session session, String mark) {
        outbox.addEvent(Publishers.event("{\"event\":\"" + mark + "\"}"));
        work(session, () -> subscriber.on("/event").stream()
                .anyMatch(event -> event.payload().contains(mark)));
    }

    @Test
    void saysEveryStateAgainAfterTheInterval() {
        try (var session = session()) {
            outbox.putState(Examples.status(BERLIN, Health.HEALTHY));
            outbox.putState(Examples.status(PARIS, Health.DOWN));
            workUntilOnline(session);

            clock.advance(STATE_INTERVAL);

            work(session, () -> subscriber.on("/state").size() == 4);
            assertEquals(2, subscriber.on("/berlin/state").size());
        }
    }

    @Test
    void saysNoStateAgainBeforeTheInterval() {
        try (var session = session()) {
            outbox.putState(Examples.status(BERLIN, Health.HEALTHY));
            workUntilOnline(session);

            clock.advance(STATE_INTERVAL.minusNanos(1));
            workUntilMarked(session, "not yet");

            assertEquals(1, subscriber.on("/state").size());
        }
    }

    /** After the start of the process the broker answers sooner than the engine speaks. */
    @Test
    void isOnlineOnlyWhenThereIsAStateOfEverythingThatIsWatched() {
        watched.complete = false;
        try (var session = session()) {
            outbox.putState(Examples.status(BERLIN, Health.HEALTHY));
            work(session, () -> subscriber.on("/berlin/state").size() == 1);
            outbox.putState(Examples.status(PARIS, Health.HEALTHY));
            watched.complete = true;
            workUntilOnline(session);
        }
        assertEquals(
                List.of("berlin/state", "paris/state", "gw1/status"),
                subscriber.received().stream()
                        .map(message -> message.topic().replaceAll(".*/(\\w+/\\w+)$", "$1"))
                        .toList());
    }

    @Test
    void sendsWhatWaitedAtItsPace() {
        LongStream.range(0, 300).forEach(sequence -> outbox.addReport(Examples.report(BERLIN, sequence)));
        try (var session = session()) {
            workUntilOnline(session);
            for (int slice = 0; slice < 1_000 / BURST.toMillis(); slice++) {
                clock.advance(BURST);
                session.step();
            }
            work(session, () -> subscriber.on("/report").size() >= BACKLOG_PER_SECOND);
            workUntilMarked(session, "a second has passed");

            // and the one that was due at once
            assertEquals(BACKLOG_PER_SECOND, subscriber.on("/report").size(), 1.0);
        }
    }

    @Test
    void sendsWhatIsReportedNowBeforeWhatWaits() {
        LongStream.range(0, 50).forEach(sequence -> outbox.addReport(Examples.report(BERLIN, sequence)));
        try (var session = session()) {
            workUntilOnline(session);
            outbox.addReport(Examples.report(PARIS, 50));
            work(session, () -> subscriber.on("/paris/report").size() == 1);

            assertTrue(subscriber.on("/berlin/report").size() <= 1, "the first may go at once");
            Received live = subscriber.on("/paris/report").get(0);
            assertTrue(!live.payload().contains("historical"), live.payload());
        }
    }
}
