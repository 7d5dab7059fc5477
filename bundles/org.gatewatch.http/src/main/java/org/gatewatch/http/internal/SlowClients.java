package org.gatewatch.http.internal;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no request has been answered for too long. Jetty closes those that are silent; this closes
 * those that send, or take, a byte now and then to stay: slow-loris attacks on TLS handshake, head, body or answer.
 */
final class SlowClients extends AbstractLifeCycle {
    private final ServerConnector connector;
    private final Duration patience;
    private final Set<SocketAddress> served = ConcurrentHashMap.newKeySet();
    private volatile Scheduler.Task next = () -> true;
    private Set<EndPoint> before = Set.of(); // touched by the sweeps only, one after the other

    SlowClients(ServerConnector connector, Duration patience) {
        this.connector = connector;
        this.patience = patience;
    }

    /** A whole request came from here, or its whole answer was taken. */
    void served(SocketAddress client) {
        served.add(client);
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        next.cancel();
    }

    private void schedule() {
        var scheduler = connector.getServer().getScheduler();
        next = scheduler.schedule(this::sweep, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        var open = new HashSet<>(connector.getConnectedEndPoints());
        for (EndPoint each : open) {
            if (before.contains(each) && !served.contains(each.getRemoteSocketAddress())) {
                each.close();
            }
        }
        before = open;
        served.clear();
        if (isRunning()) {
            schedule();
        }
    }
}
