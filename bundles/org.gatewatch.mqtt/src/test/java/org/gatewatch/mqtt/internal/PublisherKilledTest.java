package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed (SIGKILL) again and again while it reports. The full test:
 * {@code -Dgatewatch.test.kills=50}.
 */
class PublisherKilledTest {
    private static final int KILLS = Integer.getInteger("gatewatch.test.kills", 3);

    @TempDir
    private Path folder;

    @Test
    void everythingArrivesThatWasReported() throws IOException {
        var random = new SplittableRandom(5);
        var told = new TreeSet<String>();
        try (var broker = Mosquitto.started(folder);
                var tally = new Tally()) {
            tally.subscribe(broker.port());
            for (int kill = 0; kill < KILLS; kill++) {
                told.addAll(toldUntilKilled("boot" + kill, broker.port(), 200 + random.nextInt(800)));
            }
            try (var last = Publishers.started(folder, Publishers.roomy(broker.port()))) {
                last.listener().changed(Examples.status(Examples.BERLIN, Health.DOWN));
                await().atMost(Duration.ofMinutes(1)).until(() -> last.queue().pending() == 0);
                assertEquals(0, last.queue().damaged());
                try (var late = Subscriber.of(broker.port())) {
                    late.awaits("/berlin/state", "DOWN");
                    late.awaits("/status", "online");
                }
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> missing(told, tally), Set::isEmpty);
            assertTrue(told.size() > KILLS);
            assertEquals(Set.of(), tally.contradictions());
            System.out.println(
                    told.size() + " reports, " + KILLS + " kills, " + tally.duplicates() + " duplicates, 0 missing");
        }
    }

    private static Set<String> missing(Set<String> told, Tally tally) {
        var missing = new TreeSet<>(told);
        missing.removeAll(tally.received());
        return missing;
    }

    private Set<String> toldUntilKilled(String boot, int port, int millis) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        "" + port,
                        boot))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new TreeSet<String>();
        try (var lines = process.inputReader()) {
            long end = Long.MAX_VALUE;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                told.add(boot + " berlin " + line);
                end = end == Long.MAX_VALUE ? System.nanoTime() + millis * 1_000_000L : end;
                if (System.nanoTime() > end) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        return told;
    }

    /** Reports as fast as somebody reads its output, in which it says what it has reported. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            var settings = Publishers.roomy(Integer.parseInt(arguments[1]));
            var environment = Publishers.environment(Path.of(arguments[0]), arguments[2]);
            var publisher = new MqttPublisher(settings, environment, Publishers.SHORT);
            publisher.start();
            for (int sequence = 1; true; sequence++) {
                publisher.listener().reported(Examples.report(new ProbeId("branch-offices", "berlin"), sequence));
                System.out.println(sequence);
            }
        }
    }
}
