package org.gatewatch.mqtt.internal;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.mqtt.internal.queue.Entry;
import org.gatewatch.mqtt.internal.queue.ReportQueue;

/**
 * What waits for one broker: messages that must all arrive, in a queue on disk, and of what the broker retains the latest
 * of each. Whoever puts something in wakes the thread that publishes, and is never kept waiting by it. Thread-safe.
 */
record Outbox(Messages messages, ReportQueue queue, States states, Wakeup wakeup, LongAdder refusedEvents) {
    /** With nothing refused yet. */
    Outbox(Messages messages, ReportQueue queue, States states, Wakeup wakeup) {
        this(messages, queue, states, wakeup, new LongAdder());
    }

    void addReport(Report report) {
        queue.offer("", messages.record(report)); // its topic is made when it is sent
        wakeup.signal();
    }

    void addEvent(Message event) {
        queue.offer(event.topic(), event.payload());
        wakeup.signal();
    }

    /** What waited, as a message; empty, and counted, when nobody can read it. */
    Optional<Delivery> delivery(Entry entry, boolean isHistorical) {
        try {
            return Optional.of(messages.delivery(entry, isHistorical));
        } catch (IllegalArgumentException e) {
            queue.givenUp(entry.number(), false);
            return Optional.empty();
        }
    }

    /** The broker will never take it: given up, and counted. */
    void refused(Delivery delivery) {
        queue.givenUp(delivery.number(), true);
        if (messages.isEvent(delivery)) {
            refusedEvents.increment();
        }
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
