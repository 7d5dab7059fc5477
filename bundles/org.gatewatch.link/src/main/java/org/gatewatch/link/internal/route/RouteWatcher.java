package org.gatewatch.link.internal.route;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatewatch.api.Source;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.link.internal.kernel.NetlinkEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that follows the kernel's tables and gives every path its route. */
public final class RouteWatcher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatcher.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long STOP_MILLIS = 1_000;

    private final BooleanSupplier capturing;
    private final FollowedPaths paths = new FollowedPaths(this::wake);
    private final Thread thread = new Thread(this, "gatewatch-netlink");
    private volatile boolean stopping;
    private volatile Optional<NetlinkEvents> current = Optional.empty();

    public RouteWatcher(BooleanSupplier capturing) {
        this.capturing = capturing;
        thread.setContextClassLoader(RouteWatcher.class.getClassLoader());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        stopping = true;
        wake();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether its thread lives. */
    public boolean alive() {
        return thread.isAlive();
    }

    public LivePath open(InetAddress destination, Source source, int mark) {
        LivePath path = new LivePath(destination, source, mark, paths);
        paths.add(path);
        return path;
    }

    @Override
    public void run() {
        String told = "";
        while (!stopping) {
            long startNanos = System.nanoTime();
            try {
                follow();
            } catch (IOException | RuntimeException | LinkageError e) {
                // top of the thread's loop; LinkageError is JNA's way to say that there is no native library
                boolean worked = System.nanoTime() - startNanos > RETRY_NANOS;
                if (worked || !told.equals(e.toString())) {
                    LOG.warn("routes-unknown: cannot follow routes; trying again every 5 s: {}", e.toString());
                    told = e.toString();
                }
                paths.obstructAll(SendResult.SEND_ERROR); // also what was opened since, when following never began
                pause();
            }
        }
    }

    private void follow() throws IOException {
        try (NetlinkEvents events = new NetlinkEvents();
                RouteFollower follower = new RouteFollower(paths, capturing)) {
            current = Optional.of(events);
            while (!stopping) {
                follower.lookAgain(events);
                if (!stopping) {
                    events.await(follower.waitMillis());
                }
            }
        } finally {
            current = Optional.empty();
        }
    }

    private void wake() {
        current.ifPresent(NetlinkEvents::wake);
        synchronized (this) {
            notifyAll();
        }
    }

    private synchronized void pause() {
        long untilNanos = System.nanoTime() + RETRY_NANOS;
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(RETRY_NANOS);
        try {
            while (!stopping && leftMillis > 0) {
                wait(leftMillis);
                leftMillis = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
            }
        } catch (InterruptedException e) {
            stopping = true; // nobody else interrupts this thread
        }
    }
}
