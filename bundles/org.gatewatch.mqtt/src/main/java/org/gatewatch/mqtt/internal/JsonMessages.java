package org.gatewatch.mqtt.internal;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Packet;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.mqtt.internal.record.Recorded;

/**
 * The text of our messages, schema 1. What is not known is absent, never 0 or null. Fields may be added without a new
 * schema number; none changes its meaning.
 *
 * @param gatewayId this gateway
 * @param bootId of this run of its software
 */
record JsonMessages(String gatewayId, String bootId) {
    private static final int SCHEMA = 1;

    @FunctionalInterface
    interface Fields {
        void write(JsonWriter json) throws IOException;
    }

    String report(Recorded recorded) {
        Report report = recorded.report();
        return new JsonMessages(gatewayId, recorded.bootId()).object(json -> {
            json.name("serial").value(recorded.serial());
            if (recorded.isHistorical()) {
                json.name("historical").value(true);
            }
            probe(json, report.id());
            addresses(json, report.source(), report.probe().destination(), report.destination());
            protocol(json, report.probe().packet());
            json.name("periodStart").value(report.periodStart().toString());
            json.name("periodSeconds").value(report.period().toSeconds());
            json.name("sequence").value(report.sequence());
            counts(json, report.counts());
            details(json, report.details());
            if (report.rtt().isPresent()) {
                rtt(json, report.rtt().get());
            }
            verdict(json, report.health(), report.cause());
            tags(json, report.tags());
        });
    }

    String object(Fields fields) {
        var text = new StringWriter(768); // a full report has about 600 characters
        try (var json = new JsonWriter(text)) {
            json.beginObject();
            json.name("schema").value(SCHEMA);
            json.name("gateway").value(gatewayId);
            json.name("bootId").value(bootId);
            fields.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    static void probe(JsonWriter json, ProbeId id) throws IOException {
        json.name("monitor").value(id.monitor());
        json.name("probe").value(id.probe());
    }

    static void addresses(
            JsonWriter json, Optional<InetAddress> source, Destination destination, Optional<InetAddress> used)
            throws IOException {
        if (source.isPresent()) {
            json.name("source").value(AddressText.of(source.get()));
        }
        json.name("destination").value(destination.toString());
        if (destination instanceof Destination.Name && used.isPresent()) {
            json.name("destinationAddress").value(AddressText.of(used.get()));
        }
    }

    private static void protocol(JsonWriter json, Packet packet) throws IOException {
        json.name("protocol").value(packet.protocol().name());
        if (packet.port().isPresent()) {
            json.name("destinationPort").value(packet.port().getAsInt());
        }
    }

    private static void counts(JsonWriter json, SampleCounts counts) throws IOException {
        json.name("sent").value(counts.sent());
        json.name("answered").value(counts.answered());
        json.name("late").value(counts.late());
        json.name("lost").value(counts.lost());
        json.name("refused").value(counts.refused());
        json.name("unreachable").value(counts.unreachable());
        json.name("notSent").value(counts.notSent());
        json.name("void").value(counts.voided());
        json.name("duplicates").value(counts.duplicates());
        json.name("reordered").value(counts.reordered());
        json.name("lossRuns").value(counts.lossRuns());
        json.name("longestLossRun").value(counts.longestLossRun());
        if (counts.lossPercent().isPresent()) {
            double lossPercent = counts.lossPercent().getAsDouble();
            json.name("lossPercent").value(BigDecimal.valueOf(lossPercent).setScale(3, RoundingMode.HALF_UP));
        }
    }

    private static void details(JsonWriter json, List<OutcomeDetail> details) throws IOException {
        json.name("details").beginArray();
        for (var detail : details) {
            json.beginObject();
            json.name("outcome").value(detail.outcome().label());
            json.name("cause").value(detail.cause().label());
            json.name("reason").value(detail.reason());
            json.name("samples").value(detail.samples());
            if (detail.error().isPresent()) {
                error(json, detail.error().get());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void error(JsonWriter json, IcmpError error) throws IOException {
        json.name("error").beginObject();
        json.name("type").value(error.type());
        json.name("code").value(error.code());
        json.name("sender").value(AddressText.of(error.sender()));
        if (error.nextHopMtu().isPresent()) {
            json.name("nextHopMtu").value(error.nextHopMtu().getAsInt());
        }
        json.endObject();
    }

    private static void rtt(JsonWriter json, RttStatistics rtt) throws IOException {
        json.name("rttMicros").beginObject();
        micros(json, "min", rtt.minNanos());
        micros(json, "mean", rtt.meanNanos());
        micros(json, "p50", rtt.p50Nanos());
        micros(json, "p95", rtt.p95Nanos());
        micros(json, "p99", rtt.p99Nanos());
        micros(json, "max", rtt.maxNanos());
        micros(json, "stddev", rtt.stddevNanos());
        if (rtt.jitterNanos().isPresent()) {
            micros(json, "jitter", rtt.jitterNanos().getAsLong());
        }
        json.endObject();
    }

    private static void micros(JsonWriter json, String name, long nanos) throws IOException {
        json.name(name).value(BigDecimal.valueOf(nanos, 3).setScale(1, RoundingMode.HALF_UP));
    }

    static void instant(JsonWriter json, String name, Instant instant) throws IOException {
        json.name(name).value(instant.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static void verdict(JsonWriter json, Health health, Cause cause) throws IOException {
        json.name("health").value(health.name());
        json.name("cause").value(cause.label());
    }

    private static void tags(JsonWriter json, Map<String, String> tags) throws IOException {
        json.name("tags").beginObject();
        for (var tag : tags.entrySet()) {
            json.name(tag.getKey()).value(tag.getValue());
        }
        json.endObject();
    }
}
