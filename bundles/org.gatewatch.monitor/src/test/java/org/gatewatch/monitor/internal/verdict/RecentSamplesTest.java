package org.gatewatch.monitor.internal.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecentSamplesTest {
    private record Sample(boolean lost, long rttNanos) {}

    @Test
    void agreesWithASlowCountAtEveryLength() {
        for (int length : new int[] {20, 63, 64, 65, 128, 1000}) {
            var random = new Random(length);
            var samples = new RecentSamples(length, true);
            var slow = new ArrayDeque<Sample>();
            for (int i = 0; i < 3 * length + 7; i++) {
                var sample = new Sample(random.nextInt(3) == 0, 1_000L * random.nextInt(1_000_000));
                samples.add(sample.lost, sample.rttNanos);
                slow.add(sample);
                if (slow.size() > length) {
                    slow.remove();
                }
                long losses = slow.stream().filter(Sample::lost).count();
                assertEquals(losses, samples.losses());
                assertEquals(slow.size(), samples.count());
            }
            long sum = slow.stream()
                    .filter(s -> !s.lost)
                    .mapToLong(Sample::rttNanos)
                    .sum();
            assertEquals(sum / samples.answers(), samples.meanRttNanos());
        }
    }

    @Test
    void beginsAnewWithAnotherLength() {
        var samples = new RecentSamples(20, false);
        for (int i = 0; i < 20; i++) {
            samples.add(true, 0);
        }
        samples.restart(100);
        samples.add(false, 0);
        assertEquals(0, samples.lossPercent());
        assertEquals(1, samples.count());
    }
}
