package org.gatewatch.mqtt.internal;

import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;

/** Puts what the engine says into the outbox; the broker is never waited for. */
final class OutboxListener implements ReportListener {
    private final Messages messages;
    private final Outbox outbox;
    private final Overview overview;

    OutboxListener(Messages messages, Outbox outbox, Overview overview) {
        this.messages = messages;
        this.outbox = outbox;
        this.overview = overview;
    }

    @Override
    public void reported(Report report) {
        outbox.addReport(messages.report(report));
    }

    @Override
    public void changed(ProbeStatus status) {
        Optional<ProbeStatus> before = outbox.states().known(status.id());
        outbox.putState(status);
        before.flatMap(known -> messages.change(known, status)).ifPresent(outbox::addReport);
        overview.changed();
    }

    @Override
    public void removed(ProbeId id) {
        Optional<ProbeStatus> before = outbox.states().known(id);
        outbox.putState(id, messages.clearing(id));
        before.flatMap(messages::goneWhileBad).ifPresent(outbox::addReport);
        overview.changed();
    }
}
