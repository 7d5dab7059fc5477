package org.gatewatch.mqtt.internal;

import java.util.concurrent.TimeUnit;
import org.gatewatch.mqtt.internal.queue.QueueFigures;

/** Tells those who read events when reports were lost: once a minute at most, and only then. Used by one thread. */
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
        if (figures.dropped() + figures.damaged() > told && now - toldNanos >= PAUSE_NANOS) {
            told = figures.dropped() + figures.damaged();
            toldNanos = now;
            outbox.addEvent(messages.lost(figures));
        }
    }
}
