package org.gatewatch.snmp.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gatewatch.snmp.internal.agentx.Subagent;
import org.snmp4j.smi.VariableBinding;

/**
 * Notifications that wait for one receiver. Bounded: when it is full the oldest is given up and counted, for the newest
 * tell how things are. Thread-safe.
 */
final class NotificationQueue implements Subagent.Outbox {
    /** A gateway's 10,000 probes may all change at once; 16 variable bindings each are 30 MB at worst, so not all fit. */
    static final int CAPACITY = 1_000;

    private final Deque<List<VariableBinding>> waiting = new ArrayDeque<>(); // guarded by this
    private long sent; // guarded by this
    private long dropped; // guarded by this

    synchronized void add(List<VariableBinding> notification) {
        if (waiting.size() == CAPACITY) {
            waiting.remove();
            dropped++;
        }
        waiting.add(notification);
    }

    @Override
    public synchronized Optional<List<VariableBinding>> next() {
        return Optional.ofNullable(waiting.peek());
    }

    @Override
    public synchronized void done(List<VariableBinding> notification, boolean accepted) {
        // else it was given up meanwhile, and counted
        if (waiting.removeFirstOccurrence(notification)) {
            sent += accepted ? 1 : 0;
            dropped += accepted ? 0 : 1;
        }
    }

    synchronized long queued() {
        return waiting.size();
    }

    synchronized long sent() {
        return sent;
    }

    synchronized long dropped() {
        return dropped;
    }
}
