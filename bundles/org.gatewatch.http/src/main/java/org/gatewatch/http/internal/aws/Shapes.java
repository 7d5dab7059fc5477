package org.gatewatch.http.internal.aws;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.gatewatch.api.Probe;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ProbeView;

/** The shapes of the model's answers. What is not there is absent, and times are numbers of seconds. */
final class Shapes {
    private Shapes() {}

    /** {@code MonitorSummary}, which creating and updating give as well. */
    static JsonObject summary(MonitorView view) {
        var json = new JsonObject();
        json.addProperty("monitorArn", view.arn());
        json.addProperty("monitorName", view.monitor().name());
        json.addProperty("state", view.state().name());
        json.addProperty("aggregationPeriod", view.monitor().aggregationPeriod().toSeconds());
        json.add("tags", tags(view.monitor().tags()));
        return json;
    }

    /** {@code GetMonitorOutput} without its probes. */
    static JsonObject monitor(MonitorView view) {
        var json = summary(view);
        json.addProperty("createdAt", seconds(view.origin().createdAt()));
        json.addProperty("modifiedAt", seconds(view.origin().modifiedAt()));
        return json;
    }

    /** {@code Probe}. */
    static JsonObject probe(ProbeView view) {
        Probe probe = view.probe();
        var json = new JsonObject();
        json.addProperty("probeId", view.id());
        json.addProperty("probeArn", view.arn());
        json.addProperty("sourceArn", view.subnet().arn());
        json.addProperty("destination", probe.destination().toString());
        probe.packet().port().ifPresent(port -> json.addProperty("destinationPort", port));
        json.addProperty("protocol", probe.packet().protocol().name());
        json.addProperty("packetSize", probe.packet().sizeBytes());
        view.addressFamily().ifPresent(family -> json.addProperty("addressFamily", family.name()));
        json.addProperty("vpcId", view.subnet().vpcId());
        json.addProperty("state", view.state().name());
        json.addProperty("createdAt", seconds(view.origin().createdAt()));
        json.addProperty("modifiedAt", seconds(view.origin().modifiedAt()));
        json.add("tags", tags(probe.labels().tags()));
        return json;
    }

    static JsonObject tags(Map<String, String> tags) {
        var json = new JsonObject();
        tags.forEach(json::addProperty);
        return json;
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }
}
