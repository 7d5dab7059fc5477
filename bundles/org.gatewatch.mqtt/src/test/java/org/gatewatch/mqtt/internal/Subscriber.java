package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionTimeoutException;

/** {@code mosquitto_sub} on every topic: somebody else's view of what is published. */
final class Subscriber implements AutoCloseable {
    /**
     * One message as it came in.
     *
     * @param retained whether the broker had kept it
     */
    record Received(boolean retained, String topic, String payload) {}

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Subscriber(int port, String... options) {
        try {
            // -d shows the SUBACK; stdbuf because mosquitto_sub would keep that line back in a pipe's buffer.
            var command = new ArrayList<>(List.of("stdbuf", "-oL", "mosquitto_sub", "-d", "-F", "> %r %t %p"));
            command.addAll(List.of("-h", "127.0.0.1", "-p", "" + port, "-q", "1", "-t", "gatewatch/#"));
            command.addAll(List.of(options));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(() -> process.inputReader().lines().forEach(lines::add), "mosquitto_sub reader");
        reader.start();
    }

    /** Returns once the broker has confirmed the subscription; with further options of {@code mosquitto_sub}. */
    static Subscriber of(int port, String... options) {
        var subscriber = new Subscriber(port, options);
        try {
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> subscriber.lines, lines -> lines.stream().anyMatch(line -> line.contains("SUBACK")));
        } catch (ConditionTimeoutException e) {
            subscriber.close();
            throw e;
        }
        return subscriber;
    }

    /** All that it has written. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    List<Received> received() {
        return lines.stream()
                .filter(line -> line.startsWith("> "))
                .map(line -> line.split(" ", 4))
                .map(words -> new Received(words[1].equals("1"), words[2], words[3]))
                .toList();
    }

    List<Received> on(String topicEnd) {
        return received().stream()
                .filter(message -> message.topic().endsWith(topicEnd))
                .toList();
    }

    /** Waits for a message whose topic ends so, and which contains the text. */
    Received awaits(String topicEnd, String text) {
        var messages = await("'" + text + "' on " + topicEnd)
                .pollInterval(Duration.ofMillis(10))
                .until(this::received, all -> find(all, topicEnd, text).isPresent());
        return find(messages, topicEnd, text).orElseThrow();
    }

    private static Optional<Received> find(List<Received> messages, String topicEnd, String text) {
        return messages.stream()
                .filter(message ->
                        message.topic().endsWith(topicEnd) && message.payload().contains(text))
                .findFirst();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
