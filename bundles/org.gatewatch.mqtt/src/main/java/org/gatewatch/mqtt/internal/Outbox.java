package org.gatewatch.mqtt.internal;

import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.mqtt.internal.queue.ReportQueue;

/**
 * What waits for one broker: messages that must all arrive, in a queue on disk, and of what the broker retains the latest
 * of each. Whoever puts something in wakes the thread that publishes, and is never kept waiting by it. Thread-safe.
 */
record Outbox(ReportQueue queue, States states, Wakeup wakeup) {

    void addReport(Message report) {
        queue.offer(report.topic(), report.payload());
        wakeup.signal();
    }

    void putState(ProbeStatus status) {
        states.put(status);
        wakeup.signal();
    }

    void putState(Object about, Message state) {
        states.put(about, state);
        wakeup.signal();
    }
}
