package org.gatewatch.monitor.internal.names;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads that ask for names: more while some of them hang, and none while there is nothing to ask. */
final class ResolverThreads implements Workers {
    static final int THREADS = 8;
    static final int MAX_THREADS = 32;
    private static final long IDLE_SECONDS = 5;

    private final AtomicInteger started = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);

    ResolverThreads() {
        threads.allowCoreThreadTimeOut(true);
        threads.setCorePoolSize(THREADS);
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "gatewatch-resolver-" + started.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void hanging(int workers) {
        int wanted = Math.min(MAX_THREADS, THREADS + workers);
        if (wanted != threads.getCorePoolSize()) {
            threads.setCorePoolSize(wanted);
        }
    }

    /** Threads that hang end when their resolver does. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
