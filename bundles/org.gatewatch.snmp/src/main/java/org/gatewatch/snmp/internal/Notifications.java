package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.snmp.internal.agentx.Subagent;
import org.snmp4j.smi.VariableBinding;

/** Hands each notification to everybody who is to be told. Thread-safe. */
final class Notifications implements NotificationCounts, AutoCloseable {
    private final List<NotificationSender> senders;
    private final List<NotificationQueue> queues = new ArrayList<>(); // changes in the constructor only
    private final NotificationQueue toMaster = new NotificationQueue();
    private volatile Optional<Subagent> subagent = Optional.empty();

    Notifications(SnmpSettings settings, NotificationLines lines) {
        senders = settings.notifications().receivers().stream()
                .map(receiver -> new NotificationSender(
                        receiver.getAddress().getHostAddress() + ":" + receiver.getPort(), () -> lines.to(receiver)))
                .toList();
        senders.forEach(sender -> queues.add(sender.queue()));
        if (settings.agentx().isPresent()) {
            queues.add(toMaster);
        }
    }

    /** What the snmpd of this host is to send. */
    NotificationQueue toMaster() {
        return toMaster;
    }

    /** The agent's engine is there, which traps need. */
    void start() {
        senders.forEach(NotificationSender::start);
    }

    void through(Subagent master) {
        subagent = Optional.of(master);
    }

    void send(List<VariableBinding> notification) {
        queues.forEach(queue -> queue.add(notification));
        senders.forEach(NotificationSender::wake);
        subagent.ifPresent(Subagent::wake);
    }

    @Override
    public long queued() {
        return queues.stream().mapToLong(NotificationQueue::queued).sum();
    }

    @Override
    public long sent() {
        return queues.stream().mapToLong(NotificationQueue::sent).sum();
    }

    @Override
    public long dropped() {
        return queues.stream().mapToLong(NotificationQueue::dropped).sum();
    }

    @Override
    public void close() {
        senders.forEach(NotificationSender::close);
    }
}
