package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broker that is killed (SIGKILL) again and again while 1,000 probes report every second period. The full test:
 * {@code -Dgatewatch.test.kills=20 -Dgatewatch.test.downMillis=60000}.
 */
class BrokerKilledTest {
    private static final int KILLS = Integer.getInteger("gatewatch.test.kills", 3);
    private static final int LONGEST_DOWN_MILLIS = Integer.getInteger("gatewatch.test.downMillis", 1000);
    private static final int PROBES = 1000;
    private static final int BATCH = 50;

    private static final List<ProbeId> IDS = IntStream.range(0, PROBES)
            .mapToObj(number -> new ProbeId("branch-offices", "customer-" + number))
            .toList();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"persistence false\n", "persistence true\nautosave_interval 1\npersistence_location %s/\n"})
    void everyReportArrives(String lines) throws InterruptedException {
        var random = new SplittableRandom(4);
        var pauses = Executors.newSingleThreadScheduledExecutor();
        try (var broker = Mosquitto.started(folder, lines.formatted(folder));
                var relay = new Relay(broker.port());
                var tally = new Tally();
                var publisher = Publishers.started(folder, Publishers.roomy(relay.port()))) {
            tally.subscribe(broker.port());
            var reporting = new Reporting(publisher);
            var task = pauses.scheduleAtFixedRate(reporting, 0, 2000 / (PROBES / BATCH), TimeUnit.MILLISECONDS);
            for (int kill = 0; kill < KILLS; kill++) {
                await().until(() -> publisher.queue().pending() < PROBES);
                pause(300 + random.nextInt(700));
                broker.kill();
                pause(random.nextInt(LONGEST_DOWN_MILLIS));
                relay.swallow(true); // nobody publishes before the subscriber is there
                relay.cut();
                broker.start();
                tally.subscribe(broker.port());
                relay.swallow(false);
                relay.cut();
            }
            task.cancel(false);
            pauses.shutdown();
            assertTrue(pauses.awaitTermination(1, TimeUnit.MINUTES));

            await().atMost(Duration.ofMinutes(1)).until(() -> publisher.queue().pending() == 0);
            await().until(() -> tally.received().containsAll(reporting.reported));
            assertEquals(reporting.reported, tally.received());
            assertEquals(Set.of(), tally.contradictions());
            System.out.println(reporting.reported.size() + " reports, " + KILLS + " kills, " + tally.duplicates()
                    + " duplicates, 0 missing");
        } finally {
            pauses.shutdownNow();
        }
    }

    /** For a time in which nothing is expected to become true. */
    private static void pause(long millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .timeout(Duration.ofMillis(millis + 1000))
                .until(() -> true);
    }

    /** Every probe in its turn. Used by one thread, and read after it ended. */
    private static final class Reporting implements Runnable {
        private final MqttPublisher publisher;
        private final Set<String> reported = new TreeSet<>();
        private int next;

        Reporting(MqttPublisher publisher) {
            this.publisher = publisher;
        }

        @Override
        public void run() {
            for (int i = 0; i < BATCH; i++, next++) {
                ProbeId id = IDS.get(next % PROBES);
                int sequence = 1 + next / PROBES;
                publisher.listener().reported(Examples.report(id, sequence));
                reported.add("boot1 " + id.probe() + " " + sequence);
            }
        }
    }
}
