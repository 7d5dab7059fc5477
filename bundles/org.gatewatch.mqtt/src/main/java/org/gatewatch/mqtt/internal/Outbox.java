package org.gatewatch.mqtt.internal;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What waits for the broker: reports in their order, of which the oldest give way, and of each state the latest.
 * Thread-safe; never blocks. Reports are bounded in number and in bytes: with long tags, one can be 100 times another.
 */
final class Outbox {
    static final long MAX_REPORT_BYTES = 15_600_000; // a quarter of the heap that the launcher gives

    private final int queueSize;
    private final Wakeup wakeup;
    private final Object lock = new Object();
    private final ArrayDeque<Message> reports = new ArrayDeque<>(); // guarded by lock
    private final Map<String, Message> states = new LinkedHashMap<>(); // by topic; guarded by lock
    private final Set<String> unsent = new LinkedHashSet<>(); // topics of states; guarded by lock
    private long reportBytes; // guarded by lock
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
            reportBytes += report.heapBytes();
            dropOldest();
        }
        wakeup.signal();
    }

    void putState(Message state) {
        synchronized (lock) {
            states.put(state.topic(), state);
            unsent.add(state.topic());
        }
        wakeup.signal();
    }

    Optional<Message> pollReport() {
        synchronized (lock) {
            return reports.isEmpty() ? Optional.empty() : Optional.of(takeOldest());
        }
    }

    Optional<Message> pollState() {
        synchronized (lock) {
            var topics = unsent.iterator();
            if (!topics.hasNext()) {
                return Optional.empty();
            }
            String topic = topics.next();
            topics.remove();
            return Optional.of(states.get(topic));
        }
    }

    /** The broker has it. A state stays for the next broker; a cleared topic need not be cleared again. */
    void acknowledged(Message message) {
        synchronized (lock) {
            if (message.isClearing()) {
                states.remove(message.topic(), message); // unless the probe came back meanwhile
            }
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
                reportBytes += unacknowledged.get(i).heapBytes();
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
            while (reports.size() > queueSize || reportBytes > MAX_REPORT_BYTES) {
                takeOldest();
                dropped++;
            }
        }
    }

    private Message takeOldest() {
        synchronized (lock) {
            Message oldest = reports.removeFirst();
            reportBytes -= oldest.heapBytes();
            return oldest;
        }
    }
}
