package org.gatewatch.mqtt.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full or read-only: a small file system of its own, for we are root, whom permissions do not stop. */
class FailingDiskTest {
    @TempDir
    private Path mount;

    private final ManualClock clock = new ManualClock();

    @BeforeEach
    void mountSmallDisk() throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=256k", "gatewatch-test", mount.toString());
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", mount.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    private ReportQueue open() {
        return new ReportQueue(mount.resolve("queue"), Queues.LIMITS, clock);
    }

    @Test
    void saysThatDiskIsFullAndKeepsTheNewestInMemory() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 1000);

            var figures = queue.figures();
            assertTrue(figures.failure().contains("No space left on device"), figures.failure());
            var pending = Queues.pending(queue);
            assertEquals(999, pending.get(pending.size() - 1));
            assertEquals(1000, figures.dropped() + pending.size());
            assertEquals(0, figures.damaged());
        }
    }

    @Test
    void keepsWhatIsOnFullDiskAndInMemoryOverRestartOnceThereIsRoom() throws IOException {
        Path other = mount.resolve("other");
        Files.write(other, new byte[230 * 1024]);
        try (var queue = open()) {
            Queues.fill(queue, 0, 100);
            assertFalse(queue.figures().failure().isEmpty());
            Files.delete(other);
            clock.advance(Duration.ofSeconds(11));
            queue.upkeep();
            assertEquals("", queue.figures().failure());
        }
        try (var queue = open()) {
            assertEquals(IntStream.range(0, 100).boxed().toList(), Queues.pending(queue));
        }
    }

    @Test
    void worksInMemoryWhileFolderIsReadOnlyAndTakesUpTheOldQueueLater() throws IOException, InterruptedException {
        try (var queue = open()) {
            Queues.fill(queue, 0, 10);
        }
        run("mount", "-o", "remount,ro", mount.toString());
        clock.advance(Duration.ofSeconds(1));
        try (var queue = open()) {
            Queues.fill(queue, 10, 20);
            assertTrue(
                    queue.figures().failure().contains("Read-only file system"),
                    queue.figures().failure());
            assertEquals(IntStream.range(0, 20).boxed().toList(), Queues.pending(queue));

            run("mount", "-o", "remount,rw", mount.toString());
            clock.advance(Duration.ofSeconds(11));
            queue.upkeep();
        }
        try (var queue = open()) {
            assertEquals(IntStream.range(0, 20).boxed().toList(), Queues.pending(queue));
        }
    }

    @Test
    void takesUpTheOldQueueWhenItsFolderCannotBeMadeAtFirst() throws IOException, InterruptedException {
        run("mount", "-o", "remount,ro", mount.toString());
        try (var queue = open()) {
            Queues.fill(queue, 0, 10);
            assertEquals(IntStream.range(0, 10).boxed().toList(), Queues.pending(queue));

            run("mount", "-o", "remount,rw", mount.toString());
            clock.advance(Duration.ofSeconds(11));
            queue.upkeep();
            assertEquals("", queue.figures().failure());
        }
        try (var queue = open()) {
            assertEquals(IntStream.range(0, 10).boxed().toList(), Queues.pending(queue));
        }
    }
}
