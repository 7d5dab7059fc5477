package org.gatewatch.history.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** How long it takes to read the history of one probe among many, in a JVM that did nothing before. */
public final class LookUp {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final long MAX_BYTES = 64L << 30;

    private LookUp() {}

    /** Arguments: {@code write} or {@code read}, the file, how many days, how many probes. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        int days = Integer.parseInt(arguments[2]);
        int probes = Integer.parseInt(arguments[3]);
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 86_400 * 86_400);
        Instant start = end.minus(Duration.ofDays(days));
        var retention = new Retention(Duration.ofDays(days + 2L).toSeconds(), MAX_BYTES);
        try (var store = new PeriodStore(file, retention, Clock.system())) {
            if (arguments[0].equals("write")) {
                write(store, probes, start, end);
                System.out.printf("%d MiB%n", Files.size(file) >> 20);
            } else {
                read(store, id(probes / 2), start, end);
            }
        }
    }

    private static ProbeId id(int number) {
        return new ProbeId("m" + number / 100, "p" + number);
    }

    private static void write(PeriodStore store, int probes, Instant start, Instant end) {
        var random = new Random(1);
        long sequence = 1;
        for (Instant at = start; at.isBefore(end); at = at.plus(PERIOD)) {
            for (int i = 0; i < probes; i++) {
                store.add(report(id(i), at, sequence, random.nextInt(20_000_000)));
            }
            store.flush();
            sequence++;
        }
    }

    private static Report report(ProbeId id, Instant start, long sequence, long longerNanos) {
        return new Report(
                id,
                Probe.to(id.probe(), InetAddress.getLoopbackAddress()),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                start,
                PERIOD,
                sequence,
                new SampleCounts(60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                Optional.of(new RttStatistics(
                        41_230_100 + longerNanos,
                        47_900_000 + longerNanos,
                        47_100_000 + longerNanos,
                        61_049_000 + longerNanos,
                        70_250_000 + longerNanos,
                        70_300_000 + longerNanos,
                        6_100_000,
                        OptionalLong.of(4_400_000))),
                Health.HEALTHY,
                Cause.NONE);
    }

    private static void read(PeriodStore store, ProbeId id, Instant start, Instant end) {
        for (String run : List.of("first", "again")) {
            long beginNanos = System.nanoTime();
            Iterator<PastPeriod> periods = store.periods(id, start, end);
            long found = 0;
            while (periods.hasNext()) {
                periods.next();
                found++;
            }
            System.out.printf("%s: %d periods in %.0f ms%n", run, found, (System.nanoTime() - beginNanos) / 1e6);
        }
    }
}
