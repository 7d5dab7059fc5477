package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.MINUTE;
import static org.gatewatch.history.internal.Examples.PARIS;
import static org.gatewatch.history.internal.Examples.START;
import static org.gatewatch.history.internal.Examples.samples;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.history.internal.PeriodStore.Content;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(); // starts at START
    private Path file;

    @AutoClose
    private PeriodStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("samples.mv");
        store = open(file);
    }

    private PeriodStore open(Path at) {
        return new PeriodStore(Content.SAMPLES, at, new Retention(DAY.toSeconds(), 16L << 20), clock);
    }

    /** So many minutes of Berlin, each brought to the disk. */
    private void minutes(int from, int until) {
        for (int minute = from; minute < until; minute++) {
            store.add(samples(BERLIN, START.plus(MINUTE.multipliedBy(minute))));
            store.flush();
        }
    }

    private List<PastSample> all() {
        return samples(store, BERLIN, Instant.MIN, Instant.MAX);
    }

    @Test
    void givesSamplesOfOneProbeInOrder() {
        minutes(0, 3);
        store.add(samples(PARIS, START));
        store.flush();

        var all = all();
        assertEquals(180, all.size());
        assertEquals(
                all.stream().map(PastSample::sentAt).sorted().toList(),
                all.stream().map(PastSample::sentAt).toList());
    }

    @Test
    void givesNoRttToWhatWasLost() {
        minutes(0, 1);

        assertTrue(all().stream()
                .allMatch(sample -> sample.rttNanos().isPresent() == (sample.outcome() == Outcome.ANSWERED)));
    }

    @Test
    void leavesOutWhatWasSentBeforeOrAfter() {
        minutes(0, 3);

        assertEquals(
                60,
                samples(store, BERLIN, START.plusSeconds(30), START.plusSeconds(90))
                        .size());
    }

    @Test
    void makesNoFileWhileNobodyKeepsSamples() {
        store.flush();
        all();

        assertFalse(Files.exists(file));
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        minutes(0, 3);
        clock.advance(DAY.plus(MINUTE));
        store.flush();

        assertEquals(START.plus(MINUTE), all().get(0).sentAt().minusMillis(500));
    }

    @Test
    void hasAllThatWasWrittenAfterAKill() throws IOException {
        minutes(0, 5);
        Path killed = Files.copy(file, folder.resolve("killed.mv"));
        minutes(5, 6);
        store.close();
        store = open(killed);

        assertEquals(300, all().size());
    }

    @Test
    void readsTheBeginningOfWhatWasCutOff() throws IOException {
        minutes(0, 200);
        store.close();
        try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() - 5_000);
        }
        store = open(file);
        store.add(samples(BERLIN, START.plus(DAY)));
        store.flush();

        assertTrue(all().size() > 60, () -> all().size() + " samples");
    }

    @Test
    void keepsWhatComesWhileTheDiskTakesNothing() throws IOException {
        Files.createFile(folder.resolve("blocked"));
        try (var blocked = open(folder.resolve("blocked/samples.mv"))) {
            blocked.add(samples(BERLIN, START));
            assertFalse(blocked.flush());

            Files.delete(folder.resolve("blocked"));
            assertTrue(blocked.flush());
            assertEquals(60, samples(blocked, BERLIN, Instant.MIN, Instant.MAX).size());
        }
    }
}
