package org.gatewatch.mqtt.internal;

import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/** Puts what the engine says into the outbox; the broker is never waited for. */
final class OutboxListener implements ReportListener {
    private final ProbeMessages messages;
    private final Outbox outbox;

    OutboxListener(ProbeMessages messages, Outbox outbox) {
        this.messages = messages;
        this.outbox = outbox;
    }

    @Override
    public void reported(Report report) {
        outbox.addReport(messages.report(report));
    }

    @Override
    public void changed(ProbeStatus status) {
        outbox.putState(status.id(), messages.state(status));
    }

    @Override
    public void removed(ProbeId id) {
        outbox.putState(id, messages.clearing(id));
    }
}
