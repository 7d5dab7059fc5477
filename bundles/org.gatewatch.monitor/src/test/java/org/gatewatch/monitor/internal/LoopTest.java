package org.gatewatch.monitor.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LoopTest {
    private static final Duration GRACE = Duration.ofMillis(200);

    @Test
    void goesWhileItDoesItsRoundsHoweverSeldom() {
        try (var loop = new Loop("gatewatch-test", () -> Long.MAX_VALUE)) {
            loop.start();
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> loop.goes(GRACE));
        }
    }

    @Test
    void goesNoMoreWhileARoundHangsAndAgainAfterIt() {
        var release = new CountDownLatch(1);
        try (var loop = new Loop("gatewatch-test", () -> {
            awaitQuietly(release);
            return TimeUnit.MILLISECONDS.toNanos(10);
        })) {
            loop.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> !loop.goes(GRACE));
            release.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> loop.goes(GRACE));
        }
    }

    @Test
    void goesNoMoreWhenItsThreadHasEnded() {
        var loop = new Loop("gatewatch-test", () -> Long.MAX_VALUE);
        loop.start();
        loop.close();
        assertFalse(loop.goes(GRACE));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
