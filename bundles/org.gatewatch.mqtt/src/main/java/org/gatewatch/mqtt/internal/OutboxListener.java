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
    private final Optional<HomeAssistant> homeAssistant;

    OutboxListener(Messages messages, Outbox outbox, Overview overview, Optional<HomeAssistant> homeAssistant) {
        this.homeAssistant = homeAssistant;
        this.messages = messages;
        this.outbox = outbox;
        this.overview = overview;
    }

    @Override
    public void reported(Report report) {
        outbox.addReport(report);
    }

    @Override
    public void changed(ProbeStatus status) {
        overview.changed(); // first: what follows wakes the thread that looks
        Optional<ProbeStatus> before = outbox.states().known(status.id());
        if (before.isEmpty()) {
            homeAssistant.ifPresent(
                    them -> outbox.putState(new HomeAssistant.Key(status.id()), them.announcement(status.id())));
        }
        outbox.putState(status);
        before.flatMap(known -> messages.change(known, status)).ifPresent(outbox::addEvent);
    }

    @Override
    public void removed(ProbeId id) {
        overview.changed();
        Optional<ProbeStatus> before = outbox.states().known(id);
        outbox.putState(id, messages.clearing(id));
        homeAssistant.ifPresent(them -> {
            var key = new HomeAssistant.Key(id);
            outbox.putState(key, messages.clearing(key, them.topic(id)));
        });
        before.flatMap(messages::goneWhileBad).ifPresent(outbox::addEvent);
    }
}
