package org.gatewatch.mqtt.internal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What happens on one established connection: first every retained state, then {@code online}, then reports and
 * changed states as they come, each until the broker has acknowledged it. Used by one thread.
 */
final class Session {
    private record UnderWay(Message message, long sentNanos, BooleanSupplier acknowledged) {}

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final BrokerConnection connection;
    private final Outbox outbox;
    private final GatewayStatus status;
    private final long limitNanos;
    private final Wakeup clock;
    private final ArrayDeque<UnderWay> window = new ArrayDeque<>();
    private boolean announced;

    Session(BrokerConnection connection, Outbox outbox, GatewayStatus status, TimeLimits limits) {
        this.connection = connection;
        this.outbox = outbox;
        this.status = status;
        this.limitNanos = limits.acknowledge().toNanos();
        this.clock = outbox.wakeup();
        outbox.resendStates();
    }

    /** Does all that can be done without waiting, and says for how long there will be nothing to do unless woken. */
    long step() {
        settle();
        while (connection.isUp() && window.size() < BrokerConnection.WINDOW) {
            Optional<Message> next = next();
            if (next.isEmpty()) {
                break;
            }
            send(next.get());
        }
        return window.isEmpty() ? IDLE_NANOS : Math.max(1, limitNanos - age(window.getFirst()));
    }

    /** Sends the last message; true as soon as the broker has it. */
    BooleanSupplier farewell() {
        return connection.publish(status.offline(outbox.dropped()));
    }

    /** Returns what was not acknowledged to the outbox. States are sent again in any case. */
    void abandon() {
        settle();
        outbox.giveBack(window.stream()
                .map(UnderWay::message)
                .filter(message -> !message.isRetained())
                .toList());
        window.clear();
    }

    private void settle() {
        while (!window.isEmpty() && window.getFirst().acknowledged().getAsBoolean()) {
            outbox.acknowledged(window.removeFirst().message());
        }
        if (!window.isEmpty() && age(window.getFirst()) >= limitNanos) {
            connection.fail("no acknowledgement within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms");
        }
    }

    private Optional<Message> next() {
        Optional<Message> state = outbox.pollState();
        if (state.isPresent()) {
            return state;
        }
        if (announced) {
            return outbox.pollReport();
        }
        if (!window.isEmpty()) { // online is promised to mean that all states are there
            return Optional.empty();
        }
        announced = true;
        return Optional.of(status.online(outbox.dropped()));
    }

    private void send(Message message) {
        window.addLast(new UnderWay(message, clock.nanoTime(), connection.publish(message)));
    }

    private long age(UnderWay sent) {
        return clock.nanoTime() - sent.sentNanos();
    }
}
