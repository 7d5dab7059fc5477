package org.gatewatch.config.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that waits for its turn on another thread. */
record Turn<T>(Callable<T> work) {
    /** For reading the largest folder, which may be in front, and for a slow disk. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Returns what came of it; what it throws comes out here. */
    T on(ExecutorService thread) throws IOException, RefusedException {
        try {
            return thread.submit(work).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IOException("the gateway is stopping", e);
        } catch (TimeoutException e) {
            throw new IOException("the change was not made within " + LIMIT.toSeconds() + " s; it may still be", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting; the change may still be made", e);
        }
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
