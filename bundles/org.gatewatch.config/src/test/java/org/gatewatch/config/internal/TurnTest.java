package org.gatewatch.config.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever waits for a turn is told is true. */
class TurnTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final AtomicBoolean done = new AtomicBoolean();

    @AfterEach
    void stop() {
        busy.countDown();
        thread.shutdownNow();
    }

    private boolean work() throws InterruptedException {
        busy.await();
        done.set(true);
        return true;
    }

    @Test
    void takesBackWhatWasNotBegun() throws InterruptedException, ExecutionException {
        var blocking = thread.submit(this::work);
        var taken = new AtomicBoolean();
        var refused = assertThrows(IOException.class, () -> new Turn<>(() -> taken.getAndSet(true), SHORT).on(thread));
        busy.countDown();
        blocking.get();
        thread.submit(() -> {}).get(); // what was waiting had its turn

        assertFalse(refused instanceof UnfinishedException, refused.toString());
        assertFalse(taken.get());
    }

    @Test
    void tellsWhatWasBegunThatItMayStillBeMade() {
        assertThrows(UnfinishedException.class, () -> new Turn<>(this::work, SHORT).on(thread));
        busy.countDown();

        await().untilTrue(done);
    }

    @Test
    void tellsWhoWaitsThatTheThreadEnds() throws InterruptedException {
        var begun = new CountDownLatch(1);
        thread.execute(() -> {
            begun.countDown();
            while (busy.getCount() > 0) {
                Thread.onSpinWait(); // as a listener that takes no notice of being interrupted
            }
        });
        begun.await();
        var waiting = CompletableFuture.supplyAsync(() -> told(new Turn<>(() -> true, LONG)));
        await().until(() ->
                ((java.util.concurrent.ThreadPoolExecutor) thread).getQueue().size() == 1);
        thread.shutdownNow().forEach(task -> ((Future<?>) task).cancel(false));

        assertEquals("the gateway is stopping", waiting.join().getMessage());
    }

    private Exception told(Turn<Boolean> turn) {
        return assertInstanceOf(Exception.class, assertThrows(IOException.class, () -> turn.on(thread)));
    }
}
