package org.gatewatch.history.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFactsTest {
    @TempDir
    private Path folder;

    @AutoClose
    private KeptFacts facts;

    @BeforeEach
    void open() {
        facts = new KeptFacts(folder.resolve("kept/state.mv"), () -> {});
    }

    private void reopen() {
        facts.close();
        open();
    }

    private void put(String space, String key, String value) {
        facts.put(space, key, value.getBytes(UTF_8));
    }

    private Optional<String> get(String space, String key) {
        return facts.get(space, key).map(bytes -> new String(bytes, UTF_8));
    }

    private Map<String, String> all(String space) {
        return facts.all(space).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new String(entry.getValue(), UTF_8)));
    }

    @Test
    void givesWhatWasPutBeforeItIsOnTheDisk() {
        put("ids", "a", "1");

        assertEquals(Optional.of("1"), get("ids", "a"));
    }

    @Test
    void givesWhatWasPutBeforeARestart() {
        put("ids", "a", "1");
        reopen();

        assertEquals(Optional.of("1"), get("ids", "a"));
    }

    @Test
    void forgetsWhatWasRemoved() {
        put("ids", "a", "1");
        facts.flush();
        facts.remove("ids", "a");

        assertEquals(Optional.empty(), get("ids", "a"));
        reopen();
        assertEquals(Optional.empty(), get("ids", "a"));
    }

    @Test
    void keepsSpacesApart() {
        put("id", "sa", "1");
        put("ids", "a", "2");

        assertEquals(Map.of("sa", "1"), all("id"));
        assertEquals(Map.of("a", "2"), all("ids"));
    }

    @Test
    void givesAllOfASpaceAsItIsNow() {
        put("ids", "a", "1");
        put("ids", "b", "1");
        put("ids", "c", "1");
        facts.flush();
        put("ids", "b", "2");
        facts.remove("ids", "c");
        put("ids", "d", "2");

        assertEquals(Map.of("a", "1", "b", "2", "d", "2"), all("ids"));
        assertEquals(List.of("a", "b", "d"), List.copyOf(facts.all("ids").keySet()));
    }

    @Test
    void takesAFactWhileTheDiskIsSlowToGiveAnother() throws InterruptedException {
        var reading = new CountDownLatch(1);
        var disk = new CountDownLatch(1);
        var file = new StoreFile<>(folder.resolve("slow.mv"), opened -> {
            reading.countDown();
            await(disk);
            return KeptFacts.open(opened);
        });
        var slow = new KeptFacts(file, () -> {});
        var read = CompletableFuture.supplyAsync(() -> slow.get("ids", "a"));
        assertTrue(reading.await(60, TimeUnit.SECONDS));

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> slow.put("ids", "b", new byte[] {1}));
        disk.countDown();
        assertEquals(Optional.empty(), read.join());
        slow.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void handsOutCopies() {
        byte[] value = {1};
        facts.put("ids", "a", value);
        value[0] = 2;
        facts.get("ids", "a").orElseThrow()[0] = 3;

        assertEquals(1, facts.get("ids", "a").orElseThrow()[0]);
    }

    @Test
    void refusesValuesThatAreTooLong() {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> facts.put("ids", "a", new byte[(64 << 10) + 1]));

        assertEquals("ids/a has 65537 bytes: allowed are 65536", refused.getMessage());
    }

    @Test
    void hasWhatWasFlushedAfterAKill() throws IOException {
        put("ids", "a", "1");
        facts.flush();
        put("ids", "b", "1");
        Path copy = Files.copy(folder.resolve("kept/state.mv"), folder.resolve("copy.mv"));
        var killed = new KeptFacts(copy, () -> {});

        assertEquals(List.of("a"), List.copyOf(killed.all("ids").keySet()));
        killed.close();
    }

    @Test
    void keepsWhatTheDiskDoesNotTake() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        var unlucky = new KeptFacts(blocked.resolve("state.mv"), () -> {});
        unlucky.put("ids", "a", new byte[] {1});
        assertThrows(UncheckedIOException.class, unlucky::flush);
        assertFalse(unlucky.tryFlush());
        assertTrue(unlucky.get("ids", "a").isPresent());

        Files.delete(blocked);
        assertTrue(unlucky.tryFlush());
        unlucky.close();
        var again = new KeptFacts(blocked.resolve("state.mv"), () -> {});
        assertTrue(again.get("ids", "a").isPresent());
        again.close();
    }

    @Test
    void beginsAfreshWithADamagedFile() throws IOException {
        Files.createDirectories(folder.resolve("kept"));
        Files.write(folder.resolve("kept/state.mv"), new byte[20_000]);
        put("ids", "a", "1");
        reopen();

        assertEquals(Map.of("a", "1"), all("ids"));
        assertEquals(20_000, Files.size(folder.resolve("kept/state.mv.damaged")));
    }
}
