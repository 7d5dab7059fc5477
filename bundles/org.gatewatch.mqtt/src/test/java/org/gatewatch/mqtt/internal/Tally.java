package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Counts reports as {@code mosquitto_sub} sees them, whatever happens to the broker meanwhile. */
final class Tally implements AutoCloseable {
    private static final Pattern REPORT =
            Pattern.compile(".*\"bootId\":\"([^\"]+)\".*\"probe\":\"([^\"]+)\".*\"sequence\":(\\d+),.*");

    private final Map<String, String> reports = new ConcurrentHashMap<>(); // by boot, probe and sequence
    private final AtomicInteger duplicates = new AtomicInteger();
    private final Set<String> contradictions = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Process> processes = new ConcurrentLinkedQueue<>();

    /** Subscribes, and returns when the broker has confirmed it. QoS 0: what the broker has, it sends at once. */
    void subscribe(int port) {
        processes.forEach(process -> process.toHandle().destroyForcibly()); // which lets us read what it wrote
        var confirmed = new AtomicInteger();
        try {
            var process = new ProcessBuilder(List.of(
                            "stdbuf",
                            "-oL",
                            "mosquitto_sub",
                            "-d",
                            "-F",
                            "> %p",
                            "-h",
                            "127.0.0.1",
                            "-p",
                            "" + port,
                            "-t",
                            "gatewatch/+/+/+/report"))
                    .redirectErrorStream(true)
                    .start();
            processes.add(process);
            new Thread(() -> process.inputReader().lines().forEach(line -> line(line, confirmed)), "tally").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().pollInterval(Duration.ofMillis(10)).until(() -> confirmed.get() > 0);
    }

    private void line(String line, AtomicInteger confirmed) {
        if (line.contains("SUBACK")) {
            confirmed.incrementAndGet();
        }
        var report = REPORT.matcher(line);
        if (line.startsWith("> ") && report.matches()) {
            String content = line.replace("\"historical\":true,", "");
            String before = reports.put(report.group(1) + " " + report.group(2) + " " + report.group(3), content);
            if (before != null) {
                duplicates.incrementAndGet();
                if (!before.equals(content)) {
                    contradictions.add(line);
                }
            }
        }
    }

    /** What came in, as {@code boot probe sequence}. */
    Set<String> received() {
        return new TreeSet<>(reports.keySet());
    }

    int duplicates() {
        return duplicates.get();
    }

    /** Messages of which another with the same boot, probe and sequence said something else. */
    Set<String> contradictions() {
        return contradictions;
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.toHandle().destroyForcibly();
            process.onExit().join();
        }
    }
}
