package org.gatewatch.history.internal;

import static org.gatewatch.history.internal.Examples.BERLIN;
import static org.gatewatch.history.internal.Examples.MINUTE;
import static org.gatewatch.history.internal.Examples.PARIS;
import static org.gatewatch.history.internal.Examples.START;
import static org.gatewatch.history.internal.Examples.good;
import static org.gatewatch.history.internal.Examples.sequences;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.history.internal.PeriodStore.Content;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeriodStoreTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(); // starts at START
    private Optional<PeriodStore> store = Optional.empty();

    private PeriodStore open(Retention retention) {
        store.ifPresent(PeriodStore::close);
        var opened = new PeriodStore(folder.resolve("periods.mv"), retention, clock);
        store = Optional.of(opened);
        return opened;
    }

    @AfterEach
    void close() {
        store.ifPresent(PeriodStore::close);
    }

    /** Lets minutes go by with a report of each probe. */
    private void report(PeriodStore into, int minutes, ProbeId... ids) {
        for (int i = 0; i < minutes; i++) {
            Instant now = START.plusNanos(clock.nanoTime());
            long sequence = 1 + clock.nanoTime() / MINUTE.toNanos();
            for (ProbeId id : ids) {
                into.add(good(id, now, sequence));
            }
            clock.advance(MINUTE);
            into.flush();
        }
    }

    @Test
    void givesPeriodsOfOneProbeInOrder() {
        var history = open(Examples.days(7));
        report(history, 3, BERLIN, PARIS);

        assertEquals(List.of(1L, 2L, 3L), sequences(history, BERLIN));
    }

    @Test
    void takesAllTimesThereAre() {
        var history = open(Examples.days(7));
        report(history, 2, BERLIN);

        assertEquals(List.of(1L, 2L), sequences(history, BERLIN, Instant.MIN, Instant.MAX));
    }

    @Test
    void givesAllOfAPeriod() {
        var history = open(Examples.days(7));
        history.add(Examples.report(PARIS, Examples.eventful()));
        history.flush();

        assertEquals(
                Examples.eventful(),
                history.periods(PARIS, START, START.plusSeconds(1)).next());
    }

    @Test
    void givesWhatStartsBetweenTwoTimes() {
        var history = open(Examples.days(7));
        report(history, 10, BERLIN);

        assertEquals(
                List.of(3L, 4L, 5L),
                sequences(history, BERLIN, START.plusSeconds(61), START.plus(MINUTE.multipliedBy(5))));
    }

    @Test
    void knowsNothingOfAProbeThatNeverReported() {
        var history = open(Examples.days(7));
        report(history, 1, BERLIN);

        assertFalse(history.periods(PARIS, START, START.plus(MINUTE)).hasNext());
    }

    @Test
    void goesOnAfterARestart() {
        report(open(Examples.days(7)), 2, BERLIN, PARIS);
        var again = open(Examples.days(7));
        report(again, 2, PARIS, BERLIN);

        assertEquals(List.of(1L, 2L, 3L, 4L), sequences(again, BERLIN));
    }

    @Test
    void leavesTheFileToItsSuccessorWhileAClientStillReads() {
        var before = open(Examples.days(7));
        report(before, 2, BERLIN);
        var reading = before.periods(BERLIN, START, START.plus(MINUTE));
        var after = open(Examples.days(7));

        assertFalse(reading.hasNext());
        assertEquals(List.of(), sequences(before, BERLIN));
        after.add(good(BERLIN, START.plus(MINUTE.multipliedBy(2)), 3));
        assertTrue(after.flush(), () -> after.status().problem());
        assertEquals(List.of(1L, 2L, 3L), sequences(after, BERLIN));
    }

    @Test
    void goesOnAcrossMidnights() {
        var history = open(Examples.days(7));
        int days = 3;
        for (int i = 0; i < days; i++) {
            report(history, 1, i % 2 == 0 ? new ProbeId[] {BERLIN, PARIS} : new ProbeId[] {PARIS, BERLIN});
            clock.advance(Duration.ofDays(1).minus(MINUTE));
        }

        assertEquals(List.of(1L, 1_441L, 2_881L), sequences(history, BERLIN));
    }

    @Test
    void givesPeriodsOfBothLengthsWhenTheLengthWasChanged() {
        var history = open(Examples.days(7));
        report(history, 2, BERLIN);
        PastPeriod shorter = PastPeriod.of(good(BERLIN, START.plusSeconds(150), 3));
        history.add(Examples.report(
                BERLIN,
                new PastPeriod(
                        shorter.start(),
                        Duration.ofSeconds(30),
                        shorter.sequence(),
                        shorter.counts(),
                        shorter.details(),
                        shorter.rtt(),
                        shorter.health(),
                        shorter.cause())));
        history.flush();

        assertEquals(List.of(1L, 2L, 3L), sequences(history, BERLIN));
    }

    @Test
    void dropsWhatIsOlderThanItsDays() {
        var history = open(Examples.days(1));
        report(history, 3, BERLIN);
        clock.advance(Duration.ofDays(1).minusMinutes(2));
        report(history, 1, BERLIN);

        assertEquals(List.of(3L, 1_442L), sequences(history, BERLIN));
    }

    @Test
    void forgetsProbesWithTheirLastDay() {
        var history = open(Examples.days(1));
        report(history, 1, PARIS);
        clock.advance(Duration.ofDays(2));
        report(history, 1, BERLIN);

        assertEquals(List.of(), sequences(history, PARIS));
        assertEquals(
                Optional.of(START.plus(Duration.ofDays(2)).plus(MINUTE)),
                history.status().oldest());
    }

    @Test
    void losesOnlyAsMuchAsATimeWhenTheClockLeapsAhead() {
        var history = open(Examples.days(7));
        for (long sequence = 1; sequence <= 3_000; sequence++) {
            history.add(good(BERLIN, START.plus(MINUTE.multipliedBy(sequence)), sequence));
        }
        history.flush();
        clock.stepWall(Duration.ofDays(3_650));
        history.flush();
        clock.stepWall(Duration.ofDays(-3_650));
        history.flush();

        assertEquals(2_000, sequences(history, BERLIN).size());
    }

    @Test
    void staysWithinItsSizeAndDropsTheOldest() throws IOException {
        long limit = 1L << 20;
        var file = new StoreFile<>(folder.resolve("periods.mv"), PeriodMaps::open, Duration.ZERO);
        var history = new PeriodStore(Content.REPORTS, file, new Retention(Examples.DAY_SECONDS, limit), clock);
        ProbeId[] ids = LongStream.range(0, 1_000)
                .mapToObj(i -> new ProbeId("offices", "probe-" + i))
                .toArray(ProbeId[]::new);
        var random = new Random(1); // or pages would be compressed to next to nothing
        for (long minute = 1; minute <= 150; minute++) {
            for (ProbeId id : ids) {
                Instant start = START.plus(MINUTE.multipliedBy(minute));
                history.add(good(id, start, minute, random.nextInt(1_000_000_000)));
            }
            history.flush();
        }

        assertTrue(Files.size(folder.resolve("periods.mv")) < limit + limit / 2);
        assertEquals(
                150L, sequences(history, ids[7]).get(sequences(history, ids[7]).size() - 1));
        assertTrue(history.status().periodsCutShort() > 0);
    }

    @Test
    void keepsWhatWaitsWhenTheStoreItselfFails() {
        var fails = new AtomicBoolean(true);
        var file = new StoreFile<>(folder.resolve("periods.mv"), opened -> {
            if (fails.get()) {
                throw new IllegalStateException("a bug");
            }
            return PeriodMaps.open(opened);
        });
        var history = new PeriodStore(Content.REPORTS, file, Examples.days(7), clock);
        history.add(good(BERLIN, START, 1));
        assertThrows(IllegalStateException.class, history::flush);

        fails.set(false);
        assertTrue(history.flush());
        assertEquals(List.of(1L), sequences(history, BERLIN));
        history.close();
    }

    @Test
    void keepsTheNewestWhileTheDiskTakesNothing() throws IOException {
        Files.createFile(folder.resolve("blocked"));
        var history = new PeriodStore(folder.resolve("blocked/periods.mv"), Examples.days(7), clock);
        for (int i = 0; i <= PeriodStore.MAX_WAITING; i++) {
            history.add(good(BERLIN, START.plus(MINUTE.multipliedBy(i)), i));
        }
        assertFalse(history.flush());
        assertEquals(1, history.status().reportsDropped());
        assertFalse(history.status().problem().isEmpty());

        Files.delete(folder.resolve("blocked"));
        assertTrue(history.flush());
        assertEquals(PeriodStore.MAX_WAITING, sequences(history, BERLIN).size());
        assertEquals("", history.status().problem());
        history.close();
    }
}
