package org.gatewatch.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;

/** The messages about probes. Each holds what the engine holds too, and is turned into text when it is sent. */
final class ProbeMessages {
    private final JsonMessages json;
    private final Topics topics;

    ProbeMessages(JsonMessages json, Topics topics) {
        this.json = json;
        this.topics = topics;
    }

    Message report(Report report) {
        return new OfReport(report);
    }

    Message state(ProbeStatus status) {
        return new OfState(status.withoutReport()); // which the engine replaces every period
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
        public byte[] payload() {
            return json.report(report).getBytes(StandardCharsets.UTF_8);
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
        public byte[] payload() {
            return json.state(status).getBytes(StandardCharsets.UTF_8);
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
        public byte[] payload() {
            return new byte[0];
        }

        @Override
        public boolean isRetained() {
            return true;
        }

        @Override
        public Optional<Object> clears() {
            return Optional.of(id);
        }
    }
}
