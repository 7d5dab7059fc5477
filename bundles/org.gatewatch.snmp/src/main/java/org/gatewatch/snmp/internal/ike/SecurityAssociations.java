package org.gatewatch.snmp.internal.ike;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.VpnConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of the security associations of VPN connections, as strongSwan tells them. Its one thread asks while somebody
 * wants to know, at most every two seconds; who wants to know never waits. Thread-safe.
 */
public final class SecurityAssociations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SecurityAssociations.class);
    private static final long ANSWER_MILLIS = 5_000;
    private static final long REST_MILLIS = 2_000;
    private static final long OLD_NANOS = 10_000_000_000L;
    private static final long STOP_WITHIN_MILLIS = 900;

    private final Path socket;
    private final Object lock = new Object();
    private final Thread thread = new Thread(this::run, "gatewatch-snmp-ike");
    private boolean wanted; // guarded by lock
    private boolean stopped; // guarded by lock
    private volatile Known known = new Known(Map.of(), System.nanoTime() - OLD_NANOS);
    private boolean asked; // of the thread alone: at least once
    private boolean failing; // of the thread alone

    private record Known(Map<String, States> byAddresses, long atNanos) {
        boolean isOld() {
            return System.nanoTime() - atNanos >= OLD_NANOS;
        }
    }

    /**
     * Both states of one connection.
     *
     * @param ike of the IKE SA
     * @param child of the best child SA
     */
    public record States(SaState ike, SaState child) {
        public static final States UNKNOWN = new States(SaState.UNKNOWN, SaState.UNKNOWN);
        static final States ABSENT = new States(SaState.ABSENT, SaState.ABSENT);
    }

    public SecurityAssociations(Path socket) {
        this.socket = socket;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** What was known at most 10 seconds ago; asks anew besides. */
    public States of(VpnConnection connection) {
        synchronized (lock) {
            wanted = true;
            lock.notifyAll();
        }
        var last = known;
        if (last.isOld()) {
            return States.UNKNOWN;
        }
        return last.byAddresses()
                .getOrDefault(
                        key(
                                AddressText.of(connection.gatewayAddress()),
                                AddressText.of(connection.customerGatewayAddress())),
                        States.ABSENT);
    }

    private static Known known(List<Tunnel> tunnels) {
        var byAddresses = new HashMap<String, States>();
        for (Tunnel tunnel : tunnels) {
            byAddresses.merge(
                    key(tunnel.local(), tunnel.remote()),
                    new States(tunnel.ike(), tunnel.child()),
                    (one, two) ->
                            new States(one.ike().or(two.ike()), one.child().or(two.child())));
        }
        return new Known(byAddresses, System.nanoTime());
    }

    private static String key(String local, String remote) {
        return local + ' ' + remote;
    }

    private void run() {
        while (awaitWanted()) {
            try (var vici = new Vici(socket, ANSWER_MILLIS)) {
                known = known(vici.tunnels());
                failing = false;
            } catch (IOException e) {
                if (!failing) {
                    LOG.warn(
                            "ike-unknown: security associations are unknown while {} does not tell: {}",
                            socket,
                            e.toString());
                    failing = true;
                }
            }
        }
    }

    /** Rests, then waits until somebody wants to know; false when it is to end. */
    private boolean awaitWanted() {
        synchronized (lock) {
            try {
                long left = asked ? REST_MILLIS : 0;
                long deadlineNanos = System.nanoTime() + left * 1_000_000;
                while (!stopped && (left > 0 || !wanted)) {
                    lock.wait(Math.max(0, left));
                    left = (deadlineNanos - System.nanoTime()) / 1_000_000;
                }
                asked = true;
            } catch (InterruptedException e) {
                // nobody interrupts this thread; if somebody does, it is to end it
                stopped = true;
                Thread.currentThread().interrupt();
            }
            wanted = false;
            return !stopped;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            stopped = true;
            lock.notifyAll();
        }
        try {
            thread.join(STOP_WITHIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
