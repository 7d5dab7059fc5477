package org.gatewatch.mqtt.internal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatewatch.mqtt.internal.queue.ReportQueue;

/**
 * What happens on one established connection: first every retained state, as soon as there is one of
 * everything that is watched, then {@code online}, then changed states and
 * reports as they come, and beside these, as far as there is room, the reports that had waited. Used by one thread.
 */
final class Session implements AutoCloseable {
    private record UnderWay(Message message, long sentNanos, BrokerConnection.Receipt receipt) {}

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private final BrokerConnection connection;
    private final Outbox outbox;
    private final GatewayStatus status;
    private final long limitNanos;
    private final Wakeup clock;
    private final ReportQueue.Reader live;
    private final ReportQueue.Reader backlog;
    private final Allowance backlogAllowance;
    private final ArrayDeque<UnderWay> window = new ArrayDeque<>();
    private final long stateIntervalNanos;
    private long refreshedNanos;
    private long lookedNanos;
    private Optional<Message> statusChange = Optional.empty();
    private Optional<Message> announcement = Optional.empty();
    private boolean answered;

    Session(BrokerConnection connection, Outbox outbox, GatewayStatus status, Pacing pacing) {
        this.connection = connection;
        this.outbox = outbox;
        this.status = status;
        this.limitNanos = pacing.acknowledge().toNanos();
        this.clock = outbox.wakeup();
        long now = outbox.queue().end();
        this.live = outbox.queue().reader(now, Long.MAX_VALUE);
        this.backlog = outbox.queue().reader(0, now);
        this.backlogAllowance = new Allowance(pacing.backlogPerSecond(), clock.clock());
        this.stateIntervalNanos = pacing.stateInterval().toNanos();
        outbox.states().resend();
        this.refreshedNanos = clock.nanoTime();
    }

    /** Does all that can be done without waiting, and says for how long there will be nothing to do unless woken. */
    long step() {
        return Math.min(connection.keepAliveNanos(), publish());
    }

    private long publish() {
        connection.wakeWhenAcknowledged(true);
        settle();
        refresh();
        boolean full = fill();
        boolean backlogWaits = announcement.isPresent() && !backlog.isExhausted();
        // Else nobody waits for an acknowledgement: one wake-up a second settles them all.
        connection.wakeWhenAcknowledged(full || backlogWaits || announcement.isEmpty());
        if (window.isEmpty() && !backlogWaits) {
            return announcement.isPresent() ? IDLE_NANOS : SETTLE_NANOS;
        }
        long limit = window.isEmpty() ? SETTLE_NANOS : Math.min(SETTLE_NANOS, limitNanos - age(window.getFirst()));
        long wait = backlogWaits && window.size() < backlogWindow() ? backlogAllowance.waitNanos() : limit;
        return Math.max(1, Math.min(limit, wait));
    }

    /** Says again what did not change, so that nobody takes our silence for it. */
    private void refresh() {
        long now = clock.nanoTime();
        if (announcement.isPresent() && now - refreshedNanos >= stateIntervalNanos) {
            refreshedNanos = now;
            outbox.states().resend();
        }
        if (announcement.isPresent() && now - lookedNanos >= SETTLE_NANOS) {
            lookedNanos = now;
            statusChange = status.changed(outbox.queue().figures()).or(() -> statusChange);
        }
    }

    /** What is live always finds room. */
    private int backlogWindow() {
        return connection.window() * 3 / 4;
    }

    private boolean fill() {
        while (connection.isUp() && window.size() < connection.window()) {
            Optional<Message> next = next();
            if (next.isEmpty()) {
                return false;
            }
            window.addLast(new UnderWay(next.get(), clock.nanoTime(), connection.publish(next.get())));
        }
        return true;
    }

    /** Whether the broker has taken all states and {@code online}. */
    boolean isAnswered() {
        return answered;
    }

    /** Sends the last message; true as soon as the broker has it. */
    BooleanSupplier farewell() {
        connection.wakeWhenAcknowledged(true);
        return connection.publish(status.offline(outbox.queue().figures()))::isDecided;
    }

    /** What was not acknowledged stays pending in the queue. States are sent again in any case. */
    @Override
    public void close() {
        settle();
        window.clear();
        live.close();
        backlog.close();
    }

    private void settle() {
        while (!window.isEmpty() && window.getFirst().receipt().isDecided()) {
            settled(window.removeFirst());
        }
        if (!window.isEmpty() && age(window.getFirst()) >= limitNanos) {
            connection.fail("no acknowledgement within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms");
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very message
    private void settled(UnderWay sent) {
        answered |= announcement.isPresent() && announcement.get() == sent.message();
        if (!(sent.message() instanceof Delivery delivery)) {
            outbox.states().acknowledged(sent.message());
        } else if (sent.receipt().isRefused()) {
            outbox.refused(delivery);
        } else {
            outbox.queue().acknowledged(delivery.number());
        }
    }

    private Optional<Message> next() {
        Optional<Message> state = outbox.states().poll();
        if (state.isPresent()) {
            return state;
        }
        if (announcement.isPresent()) {
            Optional<Message> change = statusChange;
            statusChange = Optional.empty();
            return change.isPresent() ? change : nextReport();
        }
        if (!window.isEmpty() || !status.isDue()) {
            return Optional.empty();
        }
        announcement = Optional.of(status.online(outbox.queue().figures()));
        return announcement;
    }

    private Optional<Message> nextReport() {
        Optional<Message> next = written(live, false);
        if (next.isEmpty() && window.size() < backlogWindow() && !backlog.isExhausted() && backlogAllowance.take()) {
            next = written(backlog, true);
        }
        return next;
    }

    /** The next that waits and can be read, as a message. */
    private Optional<Message> written(ReportQueue.Reader reader, boolean isHistorical) {
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            Optional<Delivery> delivery = outbox.delivery(entry.get(), isHistorical);
            if (delivery.isPresent()) {
                return Optional.of(delivery.get());
            }
        }
        return Optional.empty();
    }

    private long age(UnderWay sent) {
        return clock.nanoTime() - sent.sentNanos();
    }
}
