package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.gatewatch.api.Health;
import org.gatewatch.mqtt.internal.queue.QueueLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose packets arrive damaged. The full test: {@code -Dgatewatch.test.sessions=10000}. */
class FuzzTest {
    private static final int SESSIONS = Integer.getInteger("gatewatch.test.sessions", 300);
    private static final int PUBLISHERS = 20; // one alone would spend its time waiting
    private static final int THREADS_EACH = 7; // ours, four of Paho's, and those of the connection before
    private static final TimeLimits IMPATIENT = new TimeLimits(
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            TimeLimits.DEFAULT.farewell(),
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMinutes(5));

    @TempDir
    private Path folder;

    private MqttPublisher publisher(int number, int port) {
        var publisher = new MqttPublisher(
                Publishers.settings(
                        new BrokerAccess(
                                number % 2 == 0,
                                List.of(new BrokerAddress(false, "127.0.0.1", port)),
                                "gatewatch-" + number,
                                Optional.empty(),
                                TlsSettings.DEFAULT,
                                30),
                        new QueueLimits(1 << 20, Duration.ofHours(1), 1 << 16)),
                Publishers.environment(folder.resolve("" + number), "boot1", House.withNothingToWatch()),
                IMPATIENT);
        publisher.start();
        return publisher;
    }

    @Test
    void recoversFromWhateverTheNetworkDoesToPackets() {
        var reporting = Executors.newSingleThreadScheduledExecutor();
        try (var broker = Mosquitto.started(folder);
                var relay = new FuzzRelay(broker.port())) {
            var publishers = IntStream.range(0, PUBLISHERS)
                    .mapToObj(number -> publisher(number, relay.port()))
                    .toList();
            var sequence = new AtomicLong();
            var reports = reporting.scheduleAtFixedRate(
                    () -> report(publishers, sequence.incrementAndGet()), 0, 20, TimeUnit.MILLISECONDS);

            // What ends a thread of Paho's is what this is about, not a reason to give up.
            await().dontCatchUncaughtExceptions().atMost(Duration.ofHours(1)).until(() -> relay.sessions() >= SESSIONS);
            int threads = Publishers.threads().size();
            relay.beHonest();
            reports.cancel(false);

            await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(30)).until(() -> publishers.stream()
                    .allMatch(publisher -> publisher.queue().pending() == 0));
            assertTrue(threads <= PUBLISHERS * THREADS_EACH, threads + " threads");
            for (var publisher : publishers) {
                assertTimeout(Duration.ofSeconds(2), publisher::close);
            }
        } finally {
            reporting.shutdownNow();
        }
        Publishers.awaitNoThreads();
    }

    private static void report(List<MqttPublisher> publishers, long sequence) {
        for (var publisher : publishers) {
            publisher.listener().reported(Examples.report(Examples.BERLIN, sequence));
            publisher
                    .listener()
                    .changed(Examples.status(Examples.PARIS, sequence % 2 == 0 ? Health.DOWN : Health.HEALTHY));
        }
    }
}
