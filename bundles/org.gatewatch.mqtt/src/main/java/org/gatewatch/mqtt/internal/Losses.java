package org.gatewatch.mqtt.internal;

import java.util.concurrent.TimeUnit;
import org.gatewatch.mqtt.internal.queue.QueueFigures;

/**
 * Tells those who read events when something was lost: once a minute at most, and only then. Not when an event was: whoever
 * may not have one would not get the next either, which would be lost in its turn, for ever. Used by one thread.
 */
final class Losses {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Messages messages;
    private final Outbox outbox;
    private long told;
    private long toldNanos;

    Losses(Messages messages, Outbox outbox) {
        this.messages = messages;
        this.outbox = outbox;
        this.toldNanos = outbox.wakeup().nanoTime() - PAUSE_NANOS;
    }

    /** Looks, if it is time to. */
    void upkeep() {
        long now = outbox.wakeup().nanoTime();
        QueueFigures figures = outbox.queue().figures();
        long lost =
                figures.dropped() + figures.damaged() - outbox.refusedEvents().sum();
        if (lost > told && now - toldNanos >= PAUSE_NANOS) {
            told = lost;
            toldNanos = now;
            outbox.addEvent(messages.lost(figures));
        }
    }
}
