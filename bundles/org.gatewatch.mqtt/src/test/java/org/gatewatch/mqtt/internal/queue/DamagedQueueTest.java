package org.gatewatch.mqtt.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a queue whose files were hurt while nobody looked. */
class DamagedQueueTest {
    private static final int ENTRIES = 300;
    private static final int ROUNDS = Integer.getInteger("gatewatch.test.damages", 100);

    @TempDir
    private Path folder;

    private Path filled(int round) {
        Path queue = folder.resolve("" + round);
        Queues.fill(Queues.open(queue), 0, ENTRIES);
        return queue;
    }

    @Test
    void losesOnlyTheEndOfTruncatedSegment() throws IOException {
        var random = new SplittableRandom(1);
        for (int round = 0; round < ROUNDS; round++) {
            Path queue = filled(round);
            var segments = Queues.segments(queue);
            Path victim = segments.get(random.nextInt(segments.size()));
            byte[] bytes = Files.readAllBytes(victim);
            int kept = random.nextInt(bytes.length);
            int lost = entries(bytes, kept, bytes.length) + 1;
            Files.write(victim, Arrays.copyOf(bytes, kept));

            var left = Queues.pending(Queues.open(queue));

            assertTrue(left.size() >= ENTRIES - lost, round + ": " + left.size() + " left, " + lost + " lost");
        }
    }

    @Test
    void losesOnlyEntriesInWhichBitsWereFlipped() throws IOException {
        var random = new SplittableRandom(2);
        for (int round = 0; round < ROUNDS; round++) {
            Path queue = filled(round);
            var segments = Queues.segments(queue);
            int flips = 1 + random.nextInt(4);
            for (int flip = 0; flip < flips; flip++) {
                Path victim = segments.get(random.nextInt(segments.size()));
                byte[] bytes = Files.readAllBytes(victim);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(victim, bytes);
            }

            var reopened = Queues.open(queue);
            var left = Queues.pending(reopened);

            assertTrue(left.size() >= ENTRIES - flips, round + ": " + left.size() + " left");
            assertEquals(left.stream().sorted().distinct().toList(), left);
            assertEquals(
                    left.get(left.size() - 1) + 1,
                    left.size() + reopened.figures().damaged());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 70_000})
    void findsEntriesBehindGarbage(int garbage) throws IOException {
        Path queue = filled(0);
        Path victim = Queues.segments(queue).get(0);
        byte[] bytes = Files.readAllBytes(victim);
        var noise = new byte[garbage];
        new SplittableRandom(3).nextBytes(noise);
        Files.write(victim, noise);
        Files.write(victim, bytes, StandardOpenOption.APPEND);

        assertEquals(ENTRIES, Queues.pending(Queues.open(queue)).size());
    }

    @Test
    void countsWholeSegmentThatIsGone() throws IOException {
        Path queue = filled(0);
        Path victim = Queues.segments(queue).get(1);
        byte[] bytes = Files.readAllBytes(victim);
        int lost = entries(bytes, 0, bytes.length);
        Files.delete(victim);

        var reopened = Queues.open(queue);

        assertEquals(ENTRIES - lost, Queues.pending(reopened).size());
        assertEquals(lost, reopened.figures().damaged());
    }

    /** How many entries begin between two places. */
    private static int entries(byte[] bytes, int from, int to) {
        int count = 0;
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            count += buffer.position() >= from && buffer.position() < to ? 1 : 0;
            buffer.position(buffer.position() + EntryCodec.length(buffer));
        }
        return count;
    }

    @Test
    void startsWithNothingFromFolderOfForeignFiles() throws IOException {
        Path queue = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(queue.resolve("0000000000000001.log"), "no entry at all");
        Files.writeString(queue.resolve("notes.log"), "mine");

        assertEquals(List.of(), Queues.pending(Queues.open(queue)));
    }
}
