package org.gatewatch.mqtt.internal;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.Report;

/** What {@code distribution/bench/mqtt.sh} runs: {@code MODE PORT SECONDS FOLDER}. Prints one row of its table. */
final class MqttBench {
    private static final int PROBES = 10_000;
    private static final int MOST_WAITING = 5_000;
    private static final int BACKLOG = 1_200_000; // an hour of 10,000 probes with periods of 30 s
    private static final int LIVE_UNDER_WAY = 10; // the newest are pending whenever one looks
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final List<ProbeId> IDS = IntStream.range(0, PROBES)
            .mapToObj(number -> new ProbeId("branch-offices", "customer-" + number))
            .toList();

    private final String mqttVersion;
    private final int port;
    private final long nanos;

    private MqttBench(String mqttVersion, int port, long nanos) {
        this.mqttVersion = mqttVersion;
        this.port = port;
        this.nanos = nanos;
    }

    public static void main(String[] arguments) throws MqttException {
        String version = arguments[0].endsWith("5") ? "5" : "3.1.1";
        long nanos = TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[2]));
        var bench = new MqttBench(version, Integer.parseInt(arguments[1]), nanos);
        Path folder = Path.of(arguments[3]);
        switch (arguments[0]) {
            case "reports", "reports5" -> bench.reports(folder);
            case "backlog", "backlog5" -> bench.backlog(folder);
            case "paho" -> bench.paho();
            case "states" -> bench.states(folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    /** With the limits of the queue that are shipped. */
    private MqttPublisher publisher(Path folder, int brokerPort) {
        var config = MqttSettingsValidator.typed(Map.of(
                "serverUri",
                "tcp://127.0.0.1:" + brokerPort,
                "gatewayId",
                "gw1",
                "mqttVersion",
                mqttVersion,
                "backlog.perSecond",
                "100000"));
        var environment = Publishers.environment(folder, "boot1", House.withNothingToWatch());
        var publisher = new MqttPublisher(MqttSettings.of(config, "gw1"), environment, TimeLimits.DEFAULT);
        publisher.start();
        return publisher;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Report report(long number) {
        return Examples.report(IDS.get((int) (number % PROBES)), 1 + number / PROBES);
    }

    /** Reports as fast as the broker takes them. */
    private void reports(Path folder) {
        try (var publisher = publisher(folder, port)) {
            var offered = new AtomicLong();
            row("Gatewatch, reports through the queue on disk, MQTT " + mqttVersion, () -> {
                while (publisher.queue().pending() > MOST_WAITING) {
                    LockSupport.parkNanos(500_000);
                }
                for (int i = 0; i < 100; i++) {
                    publisher.listener().reported(report(offered.getAndIncrement()));
                }
                return offered.get() - publisher.queue().pending();
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        /** Goes on, and says how many the broker has. */
        long run();
    }

    private void row(String name, Work work) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            work.run();
        }
        long before = work.run();
        long cpuBefore = cpuNanos();
        long from = System.nanoTime();
        while (System.nanoTime() - from < nanos) {
            work.run();
        }
        print(name, work.run() - before, System.nanoTime() - from, cpuNanos() - cpuBefore);
    }

    private static void print(String name, long count, long nanos, long cpuNanos) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f | %.2f | %d MiB |%n",
                name,
                count * 1_000_000_000L / nanos,
                cpuNanos / 1e6 / (count / 1e3),
                cpuNanos / (double) nanos,
                Runtime.getRuntime().totalMemory() >> 20);
    }

    /** Leaves the state of every probe at the broker. */
    private void states(Path folder) {
        long from = System.nanoTime();
        long cpuBefore = cpuNanos();
        try (var publisher = publisher(folder, port)) {
            IDS.forEach(id -> publisher.listener().changed(Examples.status(id, Health.HEALTHY)));
            publisher.listener().reported(report(0)); // goes after all states
            while (publisher.queue().pending() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
            print("Gatewatch, first states of all probes", PROBES, System.nanoTime() - from, cpuNanos() - cpuBefore);
        }
    }

    /** A backlog is drained while 333 reports per second are live: one of each 10,000 probes every 30 seconds. */
    private void backlog(Path folder) {
        try (var away = publisher(folder, 1)) {
            for (long number = 0; number < BACKLOG; number++) {
                away.listener().reported(report(number));
            }
            System.out.printf(
                    Locale.ROOT,
                    "| (waiting on disk: %,d reports in %d MiB, %d dropped) | | | | |%n",
                    away.queue().pending(),
                    away.queue().diskBytes() >> 20,
                    away.queue().dropped());
        }
        try (var publisher = publisher(folder, port)) {
            long live = 0;
            while (publisher.queue().pending() > BACKLOG - 1000) {
                LockSupport.parkNanos(1_000_000);
            }
            long from = System.nanoTime();
            long cpuBefore = cpuNanos();
            long pending = publisher.queue().pending();
            while (publisher.queue().pending() > LIVE_UNDER_WAY) {
                publisher.listener().reported(live(live++));
                LockSupport.parkNanos(3_000_000);
            }
            print(
                    "Gatewatch, backlog of an hour beside live reports, MQTT " + mqttVersion,
                    pending + live,
                    System.nanoTime() - from,
                    cpuNanos() - cpuBefore);
        }
    }

    /** Says when it was made, for whoever reads how late it comes. */
    private static Report live(long sequence) {
        var like = Examples.report(new ProbeId("branch-offices", "live"), 1 + sequence);
        return new Report(
                like.id(),
                like.probe(),
                like.source(),
                like.destination(),
                like.tags(),
                Instant.ofEpochSecond(0, Clock.system().epochNanos()),
                Duration.ofSeconds(30),
                like.sequence(),
                like.counts(),
                like.details(),
                like.rtt(),
                like.health(),
                like.cause());
    }

    /** The same texts through nothing but Paho, which keeps none of them. */
    private void paho() throws MqttException {
        var client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "plain", new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setMaxInflight(BrokerConnection.WINDOW);
        client.connect(options).waitForCompletion();
        var window = new Semaphore(BrokerConnection.WINDOW - 1);
        var acknowledged = new AtomicLong();
        var watch = new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                acknowledged.incrementAndGet();
                window.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable problem) {
                window.release();
            }
        };
        var json = new JsonMessages("gw1", "boot1");
        var topics = Publishers.topics();
        var offered = new AtomicLong();
        row("plain Paho, in memory only", () -> {
            for (int i = 0; i < 100; i++) {
                var report = report(offered.getAndIncrement());
                window.acquireUninterruptibly();
                try {
                    byte[] text = json.report(Examples.recorded(report)).getBytes(StandardCharsets.UTF_8);
                    client.publish(topics.report(report.id()), text, 1, false, null, watch);
                } catch (MqttException e) {
                    throw new IllegalStateException(e);
                }
            }
            return acknowledged.get();
        });
    }
}
