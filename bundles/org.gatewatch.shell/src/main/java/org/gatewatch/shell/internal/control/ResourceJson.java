package org.gatewatch.shell.internal.control;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatewatch.api.AddressText;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.Origin;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.shell.internal.ConfiguredKeys;

/** Resources as JSON: the files' words, and what only runs knows. What is absent is left out. */
public final class ResourceJson {
    private static final Gson GSON = new Gson();

    private ResourceJson() {}

    /** Writes resources one by one: there may be thousands. */
    public static void write(Stream<JsonObject> items, Writer text) throws IOException {
        var json = GSON.newJsonWriter(text);
        json.beginObject().name("items").beginArray();
        for (var each = items.iterator(); each.hasNext(); ) {
            GSON.toJson((JsonElement) each.next(), json);
        }
        json.endArray().endObject().flush();
    }

    public static void write(ResourceException refusal, Writer text) throws IOException {
        var error = new JsonObject();
        error.addProperty("kind", refusal.kind().name());
        error.addProperty("message", refusal.getMessage());
        var json = new JsonObject();
        json.add("error", error);
        text.write(GSON.toJson(json));
    }

    static JsonObject monitor(MonitorView view, List<JsonObject> ofProbes) {
        var json = summary(view);
        settings(json, ConfiguredKeys.all(view.monitor()));
        var probes = new JsonArray();
        ofProbes.forEach(probes::add);
        json.add("probes", probes);
        return json;
    }

    /** A monitor in a list: how many probes, not which. */
    static JsonObject summary(MonitorView view) {
        var json = new JsonObject();
        json.addProperty("monitorName", view.monitor().name());
        json.addProperty("arn", view.arn());
        json.addProperty("state", view.state().name());
        json.addProperty("aggregationPeriod", view.monitor().aggregationPeriod().toSeconds());
        json.addProperty("probeCount", view.monitor().probes().size());
        json.add("tags", tags(view.monitor().tags()));
        origin(json, view.origin());
        return json;
    }

    static JsonObject probe(ProbeView view) {
        Probe probe = view.probe();
        var json = new JsonObject();
        json.addProperty("monitorName", view.monitorName());
        json.addProperty("name", probe.name());
        json.addProperty("id", view.id());
        json.addProperty("arn", view.arn());
        json.addProperty("state", view.state().name());
        json.addProperty("reason", view.reason().isEmpty() ? null : view.reason());
        json.addProperty("enabled", probe.enabled());
        json.addProperty(
                "vpnConnectionId", probe.connectionId().map(UUID::toString).orElse(null));
        json.addProperty("source", probe.source().toString());
        json.addProperty("sourceArn", view.subnet().arn());
        json.addProperty("vpcId", view.subnet().vpcId());
        json.addProperty("destination", probe.destination().toString());
        json.addProperty("addressFamily", view.addressFamily().map(Enum::name).orElse(null));
        packet(json, probe.packet());
        json.addProperty("intervalMillis", probe.interval().toMillis());
        json.addProperty("timeoutMillis", probe.timeout().toMillis());
        json.addProperty("keepSamples", probe.labels().keepSamples() ? true : null);
        json.add("tags", tags(probe.labels().tags()));
        settings(json, ConfiguredKeys.all(probe));
        origin(json, view.origin());
        return json;
    }

    static JsonObject connection(ConnectionView view) {
        var connection = view.connection();
        var json = new JsonObject();
        json.addProperty("id", connection.id().toString());
        json.addProperty("name", connection.name());
        json.addProperty("health", view.health().name());
        json.addProperty("gatewayAddress", AddressText.of(connection.gatewayAddress()));
        json.addProperty("customerGatewayAddress", AddressText.of(connection.customerGatewayAddress()));
        connection.labels().tunnel().ifPresent(tunnel -> {
            json.addProperty("tunnelGatewayAddress", AddressText.of(tunnel.gateway()));
            json.addProperty("tunnelCustomerGatewayAddress", AddressText.of(tunnel.customerGateway()));
        });
        json.addProperty(
                "enterpriseProjectId", connection.labels().enterpriseProjectId().orElse(null));
        json.addProperty(
                "connectionMonitorId", view.monitorId().map(UUID::toString).orElse(null));
        json.add("tags", tags(connection.labels().tags()));
        settings(json, ConfiguredKeys.all(connection));
        origin(json, view.origin());
        return json;
    }

    static JsonObject connectionMonitor(ConnectionMonitorView view) {
        var json = new JsonObject();
        json.addProperty("id", view.id().toString());
        json.addProperty("vpnConnectionId", view.connection().id().toString());
        json.addProperty("vpnConnectionName", view.connection().name());
        json.addProperty("monitorName", view.monitor().monitor().name());
        json.addProperty("state", view.monitor().state().name());
        return json;
    }

    /** All that can be set, in the words in which it is, and which of it has its default; id and times are told beside. */
    private static void settings(JsonObject json, ConfiguredKeys.Complete all) {
        var settings = new JsonObject();
        all.keys().forEach(settings::addProperty);
        settings.remove("id");
        settings.remove("createdAt");
        settings.remove("modifiedAt");
        var defaults = new JsonArray();
        all.defaults().forEach(defaults::add);
        json.add("settings", settings);
        json.add("defaults", defaults);
    }

    private static void packet(JsonObject json, Packet packet) {
        json.addProperty("protocol", packet.protocol().name());
        packet.port().ifPresent(port -> json.addProperty("destinationPort", port));
        json.addProperty("packetSize", packet.sizeBytes());
        json.addProperty("dscp", packet.dscp());
    }

    private static JsonObject tags(Map<String, String> tags) {
        var json = new JsonObject();
        tags.forEach(json::addProperty);
        return json;
    }

    private static void origin(JsonObject json, Origin origin) {
        json.addProperty("file", origin.file());
        json.addProperty("managed", origin.managed());
        json.addProperty("createdAt", origin.createdAt().toString());
        json.addProperty("modifiedAt", origin.modifiedAt().toString());
    }
}
