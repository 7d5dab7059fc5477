package org.gatewatch.mqtt.internal;

import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/** Puts what the engine says into the outbox; the broker is never waited for. */
final class OutboxListener implements ReportListener {
    private final Topics topics;
    private final JsonMessages messages;
    private final Outbox outbox;

    OutboxListener(String gatewayId, Outbox outbox) {
        this.topics = new Topics(gatewayId);
        this.messages = new JsonMessages(gatewayId);
        this.outbox = outbox;
    }

    @Override
    public void reported(Report report) {
        outbox.addReport(Message.passing(topics.report(report.id()), messages.report(report)));
    }

    @Override
    public void changed(ProbeStatus status) {
        outbox.putState(Message.retained(topics.state(status.id()), messages.state(status)));
    }

    @Override
    public void removed(ProbeId id) {
        outbox.putState(Message.clearing(topics.state(id)));
    }
}
