package org.gatewatch.config.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that waits for its turn on another thread. Whoever gives up before its turn came takes it back; it is done once. */
final class Turn<T> {
    /** For reading the largest folder, which may be in front, and for a slow disk. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Callable<T> work;
    private final Duration limit;
    /** Whether it was begun or taken back, whichever was first. */
    private final AtomicBoolean settled = new AtomicBoolean();

    Turn(Callable<T> work) {
        this(work, LIMIT);
    }

    /** @param limit how long whoever wants it waits */
    Turn(Callable<T> work, Duration limit) {
        this.work = work;
        this.limit = limit;
    }

    /**
     * Returns what came of it; what it throws comes out here.
     *
     * @throws UnfinishedException if it was begun and it is not known what came of it; with any other
     *     {@link IOException} it was not begun or failed
     */
    T on(ExecutorService thread) throws IOException, RefusedException {
        try {
            return thread.submit(this::begin).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (RejectedExecutionException | CancellationException e) {
            throw new IOException("the gateway is stopping", e);
        } catch (TimeoutException e) {
            throw givenUp("after " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp("as this thread was interrupted", e);
        }
    }

    private T begin() throws Exception {
        if (!settled.compareAndSet(false, true)) {
            throw new CancellationException("nobody waits for it any more");
        }
        return work.call();
    }

    private IOException givenUp(String when, Exception why) {
        return settled.compareAndSet(false, true)
                ? new IOException("its turn had not come; it was taken back " + when, why)
                : new UnfinishedException("it was begun and not finished; it was left alone " + when, why);
    }

    private static IOException thrown(Throwable cause) throws IOException, RefusedException {
        if (cause instanceof RefusedException refused) {
            throw refused;
        }
        if (cause instanceof IOException failed) {
            return failed;
        }
        if (cause instanceof RuntimeException fault) {
            throw fault;
        }
        throw new IllegalStateException(cause);
    }
}
