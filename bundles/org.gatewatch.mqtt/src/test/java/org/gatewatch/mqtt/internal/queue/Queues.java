package org.gatewatch.mqtt.internal.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.testkit.ManualClock;

/** Queues of numbered texts, and what can be read of them. */
final class Queues {
    static final QueueLimits LIMITS = new QueueLimits(16 * 64 * 1024, Duration.ofHours(1), 64 * 1024);

    private Queues() {}

    static ReportQueue open(Path folder) {
        return new ReportQueue(folder, LIMITS, new ManualClock());
    }

    /** Texts of about a report's length. */
    static void fill(ReportQueue queue, int first, int end) {
        for (int number = first; number < end; number++) {
            queue.offer("topic/" + number % 10, text(number));
        }
    }

    static byte[] text(int number) {
        return (number + ":" + "x".repeat(number * 37 % 900)).getBytes(StandardCharsets.UTF_8);
    }

    /** The numbers of all that is pending, after a look at every byte of it. */
    static List<Integer> pending(ReportQueue queue) {
        var numbers = new ArrayList<Integer>();
        try (var reader = queue.reader(0, Long.MAX_VALUE)) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                String text = new String(entry.get().payload(), StandardCharsets.UTF_8);
                int number = Integer.parseInt(text.substring(0, text.indexOf(':')));
                if (!text.equals(new String(text(number), StandardCharsets.UTF_8))) {
                    throw new IllegalStateException("damaged text " + text);
                }
                numbers.add(number);
            }
        }
        return numbers;
    }

    /** The first and all later ones are delivered up to a number of them. */
    static void deliver(ReportQueue queue, int count) {
        try (var reader = queue.reader(0, Long.MAX_VALUE)) {
            for (int i = 0; i < count; i++) {
                queue.acknowledged(reader.next().orElseThrow().number());
            }
        }
    }

    static List<Path> segments(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
