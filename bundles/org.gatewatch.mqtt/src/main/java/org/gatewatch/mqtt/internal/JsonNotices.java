package org.gatewatch.mqtt.internal;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.mqtt.internal.queue.QueueFigures;
import org.gatewatch.mqtt.internal.record.Recorded;

/**
 * The text of states and events, schema 1; as {@link JsonMessages}, which writes the reports.
 *
 * @param json writes what all messages have
 * @param stateInterval after which a state is published again; it is valid for two
 * @param clock says when a state is published
 */
record JsonNotices(JsonMessages json, Duration stateInterval, Clock clock) implements Format {
    /**
     * A change for the better or worse.
     *
     * @param kind {@code raise}, {@code clear}, or {@code located} when only the cause changed
     * @param health what it is now
     * @param cause its cause
     * @param previous what health was before
     * @param since when it changed
     */
    record Change(String kind, Health health, Cause cause, Health previous, Instant since) {}

    /** For how long a state is true that nobody says again. */
    Duration validity() {
        return stateInterval.multipliedBy(2);
    }

    Instant now() {
        return Instant.ofEpochSecond(0, clock.epochNanos());
    }

    @Override
    public String report(Recorded recorded) {
        return json.report(recorded);
    }

    @Override
    public String state(ProbeStatus status) {
        return json.object(out -> {
            JsonMessages.probe(out, status.id());
            out.name("state").value(status.state().name());
            if (!status.reason().isEmpty()) {
                out.name("reason").value(status.reason());
            }
            verdict(out, status.health(), status.cause(), status.since());
            JsonMessages.addresses(
                    out,
                    status.egress().map(Egress::source),
                    status.probe().destination(),
                    status.egress().map(Egress::destination));
            out.name("periodSeconds").value(status.aggregationPeriod().toSeconds());
            out.name("paceMillis").value(status.pace().toMillis());
            if (status.pathMtu().isPresent()) {
                out.name("pathMtu").value(status.pathMtu().getAsInt());
            }
        });
    }

    @Override
    public String monitor(MonitorStatus status) {
        return json.object(out -> {
            out.name("monitor").value(status.monitor().name());
            verdict(out, status.health(), status.cause(), status.since());
            out.name("probes").value(status.monitor().probes().size());
        });
    }

    @Override
    public String connection(ConnectionStatus status) {
        return json.object(out -> {
            connection(out, status.connection());
            verdict(out, status.health(), status.cause(), status.since());
        });
    }

    static void connection(JsonWriter out, VpnConnection connection) throws IOException {
        out.name("connection").value(connection.name());
        out.name("connectionId").value(connection.id().toString());
        out.name("gatewayAddress").value(AddressText.of(connection.gatewayAddress()));
        out.name("customerGatewayAddress").value(AddressText.of(connection.customerGatewayAddress()));
    }

    private void verdict(JsonWriter out, Health health, Cause cause, Instant since) throws IOException {
        JsonMessages.verdict(out, health, cause);
        JsonMessages.instant(out, "since", since);
        JsonMessages.instant(out, "validUntil", now().plus(validity()));
    }

    /** Something changed at a probe, a monitor or a VPN connection, which the {@code about} fields name. */
    String change(Change change, JsonMessages.Fields about) {
        return json.object(out -> {
            out.name("event").value(change.kind());
            about.write(out);
            JsonMessages.verdict(out, change.health(), change.cause());
            out.name("previousHealth").value(change.previous().name());
            JsonMessages.instant(out, "since", change.since());
        });
    }

    /** A configuration file is wrong, and where. */
    String configurationError(String problem) {
        return json.object(out -> {
            out.name("event").value("configuration-error");
            out.name("problem").value(problem);
            JsonMessages.instant(out, "since", now());
        });
    }

    /** Reports did not make it to the broker; how many since the start. */
    String lost(QueueFigures figures) {
        return json.object(out -> {
            out.name("event").value("reports-lost");
            out.name("reportsDropped").value(figures.dropped());
            out.name("reportsDamaged").value(figures.damaged());
            JsonMessages.instant(out, "since", now());
        });
    }

    /**
     * The gateway's own status.
     *
     * @param status {@code online} or {@code offline}
     * @param detail what is known besides; empty in a last will, whose moment nobody knows beforehand
     */
    String gateway(String status, String version, Optional<GatewayStatus.Detail> detail) {
        return json.object(out -> {
            out.name("status").value(status);
            out.name("version").value(version);
            if (detail.isPresent()) {
                JsonMessages.instant(out, "since", detail.get().since());
                out.name("configuration").value(detail.get().configuration());
                out.name("reportsDropped").value(detail.get().queue().dropped());
                out.name("reportsDamaged").value(detail.get().queue().damaged());
                if (!detail.get().queue().failure().isEmpty()) {
                    out.name("queueFailure").value(detail.get().queue().failure());
                }
            }
        });
    }
}
