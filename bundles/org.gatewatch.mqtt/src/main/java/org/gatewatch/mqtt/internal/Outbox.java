package org.gatewatch.mqtt.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.ProbeId;

/**
 * What waits for the broker: reports in their order, of which the oldest give way, and of each state the latest.
 * Thread-safe; never blocks. Their number bounds the memory: a report waits as the engine made it, and shares with the
 * engine its probe, tags and addresses, and the newest of each probe all of itself.
 */
final class Outbox {
    private final int queueSize;
    private final Wakeup wakeup;
    private final Object lock = new Object();
    private final ArrayDeque<Message> reports = new ArrayDeque<>(); // guarded by lock
    private final Map<ProbeId, Message> states = new LinkedHashMap<>(); // guarded by lock
    private final Set<ProbeId> unsent = new LinkedHashSet<>(); // whose states; guarded by lock
    private long dropped; // guarded by lock

    Outbox(int queueSize, Wakeup wakeup) {
        this.queueSize = queueSize;
        this.wakeup = wakeup;
    }

    /** Is signalled when something was put in. */
    Wakeup wakeup() {
        return wakeup;
    }

    void addReport(Message report) {
        synchronized (lock) {
            reports.addLast(report);
            dropOldest();
        }
        wakeup.signal();
    }

    /** What there is to say of the probe's state now, which may be that there is none any more. */
    void putState(ProbeId id, Message state) {
        synchronized (lock) {
            states.put(id, state);
            unsent.add(id);
        }
        wakeup.signal();
    }

    Optional<Message> pollReport() {
        synchronized (lock) {
            return Optional.ofNullable(reports.pollFirst());
        }
    }

    Optional<Message> pollState() {
        synchronized (lock) {
            var ids = unsent.iterator();
            if (!ids.hasNext()) {
                return Optional.empty();
            }
            ProbeId id = ids.next();
            ids.remove();
            return Optional.of(states.get(id));
        }
    }

    /** The broker has it. A state stays for the next broker; a cleared topic need not be cleared again. */
    void acknowledged(Message message) {
        synchronized (lock) {
            message.clears().filter(id -> states.get(id) == message).ifPresent(states::remove); // unless it came back
        }
    }

    /** Makes every state unsent: a broker that we reach again may have lost them. */
    void resendStates() {
        synchronized (lock) {
            unsent.addAll(states.keySet());
        }
    }

    /** Takes polled reports back, the oldest first, because nobody knows whether the broker has them. */
    void giveBack(List<Message> unacknowledged) {
        synchronized (lock) {
            for (int i = unacknowledged.size() - 1; i >= 0; i--) {
                reports.addFirst(unacknowledged.get(i));
            }
            dropOldest();
        }
    }

    /** Reports that gave way since the start. */
    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    private void dropOldest() {
        synchronized (lock) {
            while (reports.size() > queueSize) {
                reports.removeFirst();
                dropped++;
            }
        }
    }
}
