package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.MINUTE;
import static org.gatewatch.history.internal.Examples.START;
import static org.gatewatch.history.internal.Examples.good;
import static org.gatewatch.history.internal.Examples.sequences;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever befalls the file: the store starts, tells no lies and takes what comes. */
class DamageTest {
    private static final int MINUTES = 200;
    private static final int PROBES = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(4);
    private final List<Path> snapshots = new ArrayList<>();
    private Path whole;

    /** As a file is after a kill at different moments; a disk copies between two writes, or in the middle of one. */
    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("periods.mv");
        var store = new PeriodStore(file, Examples.days(7), new ManualClock());
        for (int minute = 1; minute <= MINUTES; minute++) {
            for (int probe = 0; probe < PROBES; probe++) {
                store.add(good(Examples.probe(probe), START.plus(MINUTE.multipliedBy(minute)), minute));
            }
            store.flush();
            if (minute % 10 == 0) {
                snapshots.add(Files.copy(file, folder.resolve("after-" + minute + ".mv")));
            }
        }
        whole = Files.copy(file, folder.resolve("whole.mv"));
        store.close();
    }

    private static List<Long> upTo(long minutes) {
        return LongStream.rangeClosed(1, minutes).boxed().toList();
    }

    /** What is read of a file, after one more period was written to it: at the second try if it was set aside at the first. */
    private List<Long> reopened(Path file) {
        var store = new PeriodStore(file, Examples.days(7), new ManualClock());
        store.add(good(BERLIN, START.plus(Duration.ofDays(1)), 0));
        if (!store.flush()) {
            assertTrue(store.flush(), () -> store.status().problem());
        }
        List<Long> read = new ArrayList<>(sequences(store, BERLIN));
        store.close();
        assertEquals(0L, read.remove(read.size() - 1));
        return read;
    }

    @Test
    void readsAllThatWasFlushedBeforeAKill() {
        for (int i = 0; i < snapshots.size(); i++) {
            assertEquals(upTo(10L * (i + 1)), reopened(snapshots.get(i)));
        }
    }

    @Test
    void readsTheBeginningOfWhatWasCutOff() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        for (int i = 0; i < 60; i++) {
            int length = random.nextInt(bytes.length);
            Path cut = Files.write(folder.resolve("cut-" + i + ".mv"), Arrays.copyOf(bytes, length));
            List<Long> read = reopened(cut);

            assertEquals(upTo(read.size()), read, () -> "cut after " + length + " of " + bytes.length);
        }
    }

    @Test
    void tellsNoLiesWhenBitsAreFlipped() throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            int at = random.nextInt(bytes.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(folder.resolve("flipped-" + i + ".mv"), damaged);
            List<Long> read = reopened(file);

            assertTrue(upTo(MINUTES).containsAll(read), () -> "flipped at " + at + ": " + read);
            assertEquals(read.stream().sorted().distinct().toList(), read, () -> "flipped at " + at);
        }
    }

    @Test
    void startsWithGarbage() throws IOException {
        for (int length : new int[] {0, 1, 100, 4_096, 8_192, 100_000}) {
            byte[] garbage = new byte[length];
            random.nextBytes(garbage);
            Path file = Files.write(folder.resolve("garbage-" + length + ".mv"), garbage);

            assertEquals(List.of(), reopened(file));
        }
    }

    @Test
    void setsADamagedFileAside() throws IOException {
        byte[] garbage = new byte[10_000];
        random.nextBytes(garbage);
        Path file = Files.write(folder.resolve("garbage.mv"), garbage);
        reopened(file);

        assertEquals(10_000, Files.size(folder.resolve("garbage.mv.damaged")));
    }
}
