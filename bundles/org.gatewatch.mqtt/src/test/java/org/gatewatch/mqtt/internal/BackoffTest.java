package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final RandomGenerator NO_JITTER = () -> 0;

    private static Backoff backoff(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
    }

    private static List<Long> pausesMillis(Backoff backoff, int count) {
        return LongStream.generate(backoff::nextPauseNanos)
                .limit(count)
                .mapToObj(nanos -> nanos / 1_000_000)
                .toList();
    }

    @Test
    void doublesPauseUpToLimit() {
        assertEquals(
                List.of(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L), pausesMillis(backoff(NO_JITTER), 8));
    }

    @Test
    void startsAgainAfterGoodConnection() {
        Backoff backoff = backoff(NO_JITTER);
        pausesMillis(backoff, 5);

        backoff.reset();

        assertEquals(List.of(500L, 1000L), pausesMillis(backoff, 2));
    }

    @Test
    void shortensPauseByAtMostAQuarter() {
        Backoff backoff = backoff(new SplittableRandom(1));
        pausesMillis(backoff, 6);

        var pauses = pausesMillis(backoff, 1000);

        assertTrue(pauses.stream().allMatch(millis -> millis >= 22_500 && millis <= 30_000));
        assertTrue(pauses.stream().distinct().count() > 900);
    }
}
