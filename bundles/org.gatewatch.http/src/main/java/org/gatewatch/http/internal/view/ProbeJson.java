package org.gatewatch.http.internal.view;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.history.PastPeriod;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** Monitors and probes as JSON, in the words of our MQTT messages. What is not known is absent, never 0 or null. */
final class ProbeJson {
    private ProbeJson() {}

    static JsonObject of(MonitorStatus status) {
        var json = new JsonObject();
        json.addProperty("monitor", status.monitor().name());
        json.addProperty("periodSeconds", status.monitor().aggregationPeriod().toSeconds());
        json.addProperty("health", status.health().name());
        json.addProperty("cause", status.cause().label());
        json.addProperty("since", status.since().toString());
        json.addProperty("probes", status.monitor().probes().size());
        var tags = new JsonObject();
        status.monitor().tags().forEach(tags::addProperty);
        json.add("tags", tags);
        return json;
    }

    static JsonObject of(ProbeStatus status) {
        var json = new JsonObject();
        json.addProperty("monitor", status.id().monitor());
        json.addProperty("probe", status.id().probe());
        json.addProperty("state", status.state().name());
        if (!status.reason().isEmpty()) {
            json.addProperty("reason", status.reason());
        }
        json.addProperty("health", status.health().name());
        json.addProperty("cause", status.cause().label());
        json.addProperty("since", status.since().toString());
        json.addProperty("destination", status.probe().destination().toString());
        status.egress().ifPresent(egress -> {
            json.addProperty("source", AddressText.of(egress.source()));
            json.addProperty("destinationAddress", AddressText.of(egress.destination()));
        });
        json.addProperty("protocol", status.probe().packet().protocol().name());
        status.probe().packet().port().ifPresent(port -> json.addProperty("destinationPort", port));
        json.addProperty("periodSeconds", status.aggregationPeriod().toSeconds());
        json.addProperty("paceMillis", status.pace().toMillis());
        status.pathMtu().ifPresent(mtu -> json.addProperty("pathMtu", mtu));
        status.lastReport().map(PastPeriod::of).ifPresent(report -> json.add("lastReport", report(report)));
        return json;
    }

    /** What a period held, with the verdict at its end. */
    static JsonObject of(PastPeriod period) {
        var json = report(period);
        json.addProperty("health", period.health().name());
        json.addProperty("cause", period.cause().label());
        return json;
    }

    private static JsonObject report(PastPeriod report) {
        var json = new JsonObject();
        json.addProperty("periodStart", report.start().toString());
        json.addProperty("periodSeconds", report.period().toSeconds());
        json.addProperty("sequence", report.sequence());
        counts(json, report.counts());
        report.rtt().ifPresent(rtt -> json.add("rttMicros", of(rtt)));
        return json;
    }

    private static void counts(JsonObject json, SampleCounts counts) {
        json.addProperty("sent", counts.sent());
        json.addProperty("answered", counts.answered());
        json.addProperty("late", counts.late());
        json.addProperty("lost", counts.lost());
        json.addProperty("refused", counts.refused());
        json.addProperty("unreachable", counts.unreachable());
        json.addProperty("notSent", counts.notSent());
        json.addProperty("void", counts.voided());
        counts.lossPercent()
                .ifPresent(loss ->
                        json.addProperty("lossPercent", BigDecimal.valueOf(loss).setScale(3, RoundingMode.HALF_UP)));
    }

    private static JsonObject of(RttStatistics rtt) {
        var json = new JsonObject();
        json.addProperty("min", micros(rtt.minNanos()));
        json.addProperty("mean", micros(rtt.meanNanos()));
        json.addProperty("p50", micros(rtt.p50Nanos()));
        json.addProperty("p95", micros(rtt.p95Nanos()));
        json.addProperty("p99", micros(rtt.p99Nanos()));
        json.addProperty("max", micros(rtt.maxNanos()));
        json.addProperty("stddev", micros(rtt.stddevNanos()));
        rtt.jitterNanos().ifPresent(jitter -> json.addProperty("jitter", micros(jitter)));
        return json;
    }

    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).setScale(1, RoundingMode.HALF_UP);
    }
}
