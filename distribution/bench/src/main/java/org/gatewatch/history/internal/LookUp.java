package org.gatewatch.history.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.Reports;

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
                Report report = Reports.good(id(i), at, sequence, random.nextInt(20_000_000));
                if (store.add(report)) {
                    store.flush(); // as the component's thread is hurried
                }
            }
            store.flush();
            sequence++;
        }
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
        System.gc();
        Runtime heap = Runtime.getRuntime();
        System.out.printf("%d KiB of heap in use%n", (heap.totalMemory() - heap.freeMemory()) >> 10);
    }
}
