package org.gatewatch.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Anybody who subscribes to all of ours with {@code mosquitto_sub}; remembers what it heard. */
final class Subscriber implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Process process;

    private Subscriber(Process process) {
        this.process = process;
    }

    /** @param options of {@code mosquitto_sub}; what it prints must begin with the topic and a space */
    static Subscriber start(int port, String... options) throws IOException {
        var command = new ArrayList<String>(
                List.of("mosquitto_sub", "-h", "127.0.0.1", "-p", String.valueOf(port), "-v", "-t", "gatewatch/#"));
        command.addAll(List.of(options));
        var subscriber = new Subscriber(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        var ears = new Thread(subscriber::listen, "itest-subscriber");
        ears.setDaemon(true);
        ears.start();
        return subscriber;
    }

    /** Messages heard on one topic, in order. */
    List<String> messages(String topic) {
        return lines.stream()
                .filter(line -> line.startsWith(topic + " "))
                .map(line -> line.substring(topic.length() + 1))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(deaf: " + e.getMessage() + ")"); // also the ordinary end, when close() kills the process
        }
    }
}
