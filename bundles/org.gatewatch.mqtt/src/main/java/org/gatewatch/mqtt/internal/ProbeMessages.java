package org.gatewatch.mqtt.internal;

import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/** The messages about probes. Each holds what the engine holds too, and is turned into text when it is sent. */
final class ProbeMessages {
    private final JsonMessages json;
    private final Topics topics;

    ProbeMessages(String gatewayId) {
        this.json = new JsonMessages(gatewayId);
        this.topics = new Topics(gatewayId);
    }

    Message report(Report report) {
        return new OfReport(report);
    }

    Message state(ProbeStatus status) {
        return new OfState(status.with(Optional.empty())); // which the engine holds too, a report for one period only
    }

    Message clearing(ProbeId id) {
        return new Clearing(id);
    }

    private final class OfReport implements Message {
        private final Report report;

        OfReport(Report report) {
            this.report = report;
        }

        @Override
        public String topic() {
            return topics.report(report.id());
        }

        @Override
        public String text() {
            return json.report(report);
        }

        @Override
        public boolean isRetained() {
            return false;
        }
    }

    private final class OfState implements Message {
        private final ProbeStatus status;

        OfState(ProbeStatus status) {
            this.status = status;
        }

        @Override
        public String topic() {
            return topics.state(status.id());
        }

        @Override
        public String text() {
            return json.state(status);
        }

        @Override
        public boolean isRetained() {
            return true;
        }
    }

    private final class Clearing implements Message {
        private final ProbeId id;

        Clearing(ProbeId id) {
            this.id = id;
        }

        @Override
        public String topic() {
            return topics.state(id);
        }

        @Override
        public String text() {
            return "";
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<ProbeId> clears() {
            return Optional.of(id);
        }
    }
}
