package org.gatewatch.mqtt.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportQueueTest {
    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();

    private ReportQueue open() {
        return new ReportQueue(folder, Queues.LIMITS, clock);
    }

    private static List<Integer> numbers(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }

    @Test
    void givesEntriesInTheirOrder() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 500); // more than its memory holds

            assertEquals(numbers(0, 500), Queues.pending(queue));
            assertEquals(0, queue.figures().damaged());
        }
    }

    @Test
    void keepsEverythingThatWasNotAcknowledgedOverRestart() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 100);
            Queues.deliver(queue, 30);
        }
        try (var queue = open()) {
            assertEquals(numbers(30, 100), Queues.pending(queue));
        }
    }

    @Test
    void keepsEverythingWhenItIsNotClosed() {
        Queues.fill(open(), 0, 100);

        try (var queue = open()) {
            assertEquals(numbers(0, 100), Queues.pending(queue));
        }
    }

    @Test
    void numbersOnAfterRestart() {
        Queues.fill(open(), 0, 3);
        try (var queue = open()) {
            Queues.fill(queue, 3, 6);

            assertEquals(numbers(0, 6), Queues.pending(queue));
            assertEquals(0, queue.figures().damaged());
        }
    }

    @Test
    void givesEverythingAgainWhenItsCursorIsDamaged() throws IOException {
        try (var queue = open()) {
            Queues.fill(queue, 0, 100);
            Queues.deliver(queue, 30);
        }
        Path cursor = folder.resolve("pending");
        Files.writeString(cursor, Files.readString(cursor).replace('1', '2'));

        try (var queue = open()) {
            assertEquals(numbers(0, 100), Queues.pending(queue));
        }
    }

    @Test
    void readsWhatIsLiveBesideWhatWaited() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 3);
            try (var live = queue.reader(queue.end(), Long.MAX_VALUE);
                    var backlog = queue.reader(0, queue.end())) {
                Queues.fill(queue, 3, 4);

                assertEquals("topic/3", live.next().orElseThrow().topic());
                assertTrue(live.next().isEmpty());
                assertEquals("topic/0", backlog.next().orElseThrow().topic());
            }
        }
    }

    @Test
    void rememberAcknowledgedLiveEntriesBesideBacklogOverRestart() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 3);
            try (var live = queue.reader(queue.end(), Long.MAX_VALUE)) {
                Queues.fill(queue, 3, 6);
                queue.acknowledged(live.next().orElseThrow().number());
                queue.acknowledged(live.next().orElseThrow().number());
            }
        }
        try (var queue = open()) {
            assertEquals(List.of(0, 1, 2, 5), Queues.pending(queue));
        }
    }

    @Test
    void leavesNothingOnDiskWhenAllIsDelivered() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 500);
            Queues.deliver(queue, 500);
            clock.advance(Duration.ofSeconds(2));
            queue.upkeep();

            assertEquals(List.of(), Queues.segments(folder));
            assertEquals(new QueueFigures(0, 0, 0, 0, ""), queue.figures());
        }
    }

    @Test
    void takesMoreAfterAllWasDelivered() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 50);
            Queues.deliver(queue, 50);
            clock.advance(Duration.ofSeconds(2));
            queue.upkeep();
            Queues.fill(queue, 50, 60);
        }
        try (var queue = open()) {
            assertEquals(numbers(50, 60), Queues.pending(queue));
        }
    }

    @Test
    void deletesSegmentsThatAreDeliveredWhileOthersWait() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 1000);
            int before = Queues.segments(folder).size();
            Queues.deliver(queue, 500);
            clock.advance(Duration.ofSeconds(2));
            queue.upkeep();

            assertTrue(Queues.segments(folder).size() < before);
            assertEquals(numbers(500, 1000), Queues.pending(queue));
        }
    }

    @Test
    void dropsAndCountsOldestBeyondItsShareOfTheDisk() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 4000);

            var figures = queue.figures();
            assertTrue(figures.diskBytes() <= Queues.LIMITS.diskBytes() + Queues.LIMITS.segmentBytes());
            assertEquals(numbers((int) figures.dropped(), 4000), Queues.pending(queue));
            assertFalse(figures.dropped() == 0);
        }
    }

    @Test
    void dropsAndCountsWhatIsTooOld() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 300);
            clock.advance(Queues.LIMITS.age().plusSeconds(1));
            Queues.fill(queue, 300, 310);

            assertEquals(
                    numbers(300, 310),
                    Queues.pending(queue).stream().filter(n -> n >= 300).toList());
        }
    }

    @Test
    void dropsOldSegmentsAtUpkeep() {
        try (var queue = open()) {
            Queues.fill(queue, 0, 300);
            clock.advance(Queues.LIMITS.age().plusSeconds(1));
            queue.upkeep();

            assertTrue(queue.figures().dropped() > 0);
            assertEquals(300, queue.figures().dropped() + queue.figures().pending());
        }
    }
}
