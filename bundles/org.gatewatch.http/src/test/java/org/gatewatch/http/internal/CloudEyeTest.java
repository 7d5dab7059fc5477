package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.huaweicloud.sdk.vpn.v5.model.ShowVpnConnectionLogRequest;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What graphs and Terraform's {@code vpn_metrics} ask for: measurements of connection monitors, out of the history. */
class CloudEyeTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String DIMENSION = "&dim.0=evpn_connection_id," + Gateway.CONNECTION;

    @AutoClose
    private Gateway gateway;

    @BeforeEach
    void serveMonitorWithHistory(@TempDir Path root) throws Exception {
        gateway = new Gateway(root);
        var made = send(
                "POST",
                "/v5/" + Gateway.PROJECT + "/connection-monitors",
                "{\"connection_monitor\":{\"vpn_connection_id\":\"" + Gateway.CONNECTION + "\"}}");
        String id = json(made).getAsJsonObject("connection_monitor").get("id").getAsString();
        var monitor = gateway.resources
                .connectionMonitor(UUID.fromString(id))
                .monitor()
                .monitor();
        Probe probe = monitor.probes().get(0);
        gateway.monitoring.run(monitor.name(), probe, monitor.aggregationPeriod());
        for (int minute = 0; minute < 10; minute++) {
            gateway.history.keep(
                    new ProbeId(monitor.name(), probe.name()),
                    NOON.plusSeconds(60L * minute),
                    minute == 4 ? 10 : minute,
                    Duration.ofMillis(10 + minute));
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        String pair = Gateway.WRITER + ":" + Gateway.SECRET;
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(gateway.uri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", basic);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    private HttpResponse<String> metrics(String query) throws Exception {
        return send("GET", "/V1.0/" + Gateway.PROJECT + "/metrics?namespace=SYS.VPN" + query, "");
    }

    private List<String> names(String query) throws Exception {
        var names = new ArrayList<String>();
        json(metrics(query))
                .getAsJsonArray("metrics")
                .forEach(it -> names.add(it.getAsJsonObject().get("metric_name").getAsString()));
        return names;
    }

    private HttpResponse<String> data(String metric, String period, String filter) throws Exception {
        return send(
                "GET",
                "/V1.0/" + Gateway.PROJECT + "/metric-data?namespace=SYS.VPN&metric_name=" + metric + DIMENSION
                        + "&from=" + NOON.toEpochMilli() + "&to="
                        + NOON.plusSeconds(600).toEpochMilli() + "&period=" + period + "&filter=" + filter,
                "");
    }

    private List<Double> values(String metric, String period, String filter) throws Exception {
        var values = new ArrayList<Double>();
        json(data(metric, period, filter))
                .getAsJsonArray("datapoints")
                .forEach(it -> values.add(it.getAsJsonObject().get(filter).getAsDouble()));
        return values;
    }

    @Test
    void listsWhatIsMeasured() throws Exception {
        assertEquals(
                List.of("connection_status", "link_average_latency", "link_max_latency", "link_packet_loss_rate"),
                names("&order=asc"));
        assertEquals(List.of("link_max_latency"), names("&metric_name=link_max_latency" + DIMENSION));
        assertEquals(List.of(), names("&dim.0=evpn_connection_id," + UUID.randomUUID()));
    }

    @Test
    void pagesByMarker() throws Exception {
        var first = json(metrics("&order=asc&limit=3"));
        String marker = first.getAsJsonObject("meta_data").get("marker").getAsString();

        assertEquals(4, first.getAsJsonObject("meta_data").get("total").getAsInt());
        assertEquals(List.of("link_packet_loss_rate"), names("&order=asc&limit=3&start=" + marker));
    }

    @Test
    void givesLatencyAsItWasMeasured() throws Exception {
        // Nothing was answered in the fifth minute: it has no latency.
        assertEquals(
                List.of(10.0, 11.0, 12.0, 13.0, 15.0, 16.0, 17.0, 18.0, 19.0),
                values("link_average_latency", "1", "average"));
        assertEquals(38.0, values("link_max_latency", "1", "max").get(8));
        var point = json(data("link_average_latency", "1", "average"))
                .getAsJsonArray("datapoints")
                .get(0)
                .getAsJsonObject();
        assertEquals(NOON.toEpochMilli(), point.get("timestamp").getAsLong());
        assertEquals("ms", point.get("unit").getAsString());
    }

    @Test
    void rollsUpAsEachFilterSays() throws Exception {
        // Losses of 0 10 20 30 100 and of 50 to 90 percent.
        assertEquals(List.of(32.0, 70.0), values("link_packet_loss_rate", "300", "average"));
        assertEquals(List.of(100.0, 90.0), values("link_packet_loss_rate", "300", "max"));
        assertEquals(List.of(0.0, 50.0), values("link_packet_loss_rate", "300", "min"));
        assertEquals(List.of(160.0, 350.0), values("link_packet_loss_rate", "300", "sum"));
        assertEquals(List.of(1_256.0, 200.0), values("link_packet_loss_rate", "300", "variance"));
    }

    @Test
    void saysWhenConnectionWasDown() throws Exception {
        assertEquals(
                List.of(1.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0), values("connection_status", "1", "average"));
    }

    @Test
    void answersSeveralQuestionsAtOnce() throws Exception {
        String dimensions =
                "\"dimensions\":[{\"name\":\"evpn_connection_id\",\"value\":\"" + Gateway.CONNECTION + "\"}]";
        String body = "{\"metrics\":[{\"namespace\":\"SYS.VPN\",\"metric_name\":\"link_max_latency\"," + dimensions
                + "},{\"namespace\":\"SYS.ECS\",\"metric_name\":\"cpu_util\"," + dimensions + "}],\"from\":"
                + NOON.toEpochMilli() + ",\"to\":" + NOON.plusSeconds(600).toEpochMilli()
                + ",\"period\":\"3600\",\"filter\":\"max\"}";

        var answers = json(send("POST", "/V1.0/" + Gateway.PROJECT + "/batch-query-metric-data", body))
                .getAsJsonArray("metrics");

        var points = answers.get(0).getAsJsonObject().getAsJsonArray("datapoints");
        assertEquals(38.0, points.get(0).getAsJsonObject().get("max").getAsDouble());
        assertEquals(
                0, answers.get(1).getAsJsonObject().getAsJsonArray("datapoints").size());
    }

    @Test
    void measuresTunnelThatProbeGoesThrough() throws Exception {
        var tunnelled =
                Probe.to("inner", InetAddress.getByName("169.254.10.2")).of(UUID.fromString(Gateway.CONNECTION));
        gateway.monitoring.run("m1", tunnelled, Duration.ofSeconds(60));
        gateway.history.keep(new ProbeId("m1", "inner"), NOON, 0, Duration.ofMillis(7));

        String query = "&dim.0=evpn_connection_id," + Gateway.CONNECTION;
        assertTrue(names(query).contains("tunnel_average_latency"), query);
        var points = json(send(
                        "GET",
                        "/V1.0/" + Gateway.PROJECT + "/metric-data?namespace=SYS.VPN&metric_name=tunnel_average_latency"
                                + query + "&from=" + NOON.toEpochMilli() + "&to="
                                + NOON.plusSeconds(60).toEpochMilli() + "&period=1&filter=average",
                        ""))
                .getAsJsonArray("datapoints");
        assertEquals(7.0, points.get(0).getAsJsonObject().get("average").getAsDouble());
        var shown = json(send("GET", "/v5/" + Gateway.PROJECT + "/vpn-connection/" + Gateway.CONNECTION, ""));
        assertTrue(shown.getAsJsonObject("vpn_connection").get("enable_nqa").getAsBoolean());
    }

    @Test
    void refusesQuestionsThatMakeNoSense() throws Exception {
        for (var response : List.of(
                data("link_max_latency", "60", "max"),
                data("link_max_latency", "1", "median"),
                send("POST", "/V1.0/" + Gateway.PROJECT + "/batch-query-metric-data", "{\"metrics\":[]}"),
                send("POST", "/V1.0/" + Gateway.PROJECT + "/batch-query-metric-data", "no JSON"))) {
            assertEquals(400, response.statusCode(), response.body());
            assertTrue(json(response)
                    .getAsJsonObject("message")
                    .get("code")
                    .getAsString()
                    .startsWith("ces."));
        }
        assertEquals(403, send("GET", "/V1.0/another/metrics", "").statusCode());
        assertEquals(
                404, send("GET", "/V1.0/" + Gateway.PROJECT + "/alarms", "").statusCode());
    }

    @Test
    void showsConnectionLog() {
        Instant now = Instant.now();
        String monitor = gateway.monitoring.probes().get(0).id().monitor();
        String probe = gateway.monitoring.probes().get(0).id().probe();
        for (int minute = 1; minute <= 9; minute++) {
            gateway.history.keep(
                    new ProbeId(monitor, probe),
                    now.minusSeconds(60L * minute),
                    minute == 5 ? 10 : 0,
                    Duration.ofMillis(10));
        }

        var logs = gateway.huawei(Gateway.key(Gateway.READER))
                .showVpnConnectionLog(new ShowVpnConnectionLogRequest().withVpnConnectionId(Gateway.CONNECTION))
                .getLogs();

        assertEquals(3, logs.size());
        assertEquals(now.minusSeconds(300).getEpochSecond(), logs.get(1).getTime());
        assertTrue(logs.get(1).getRawMessage().contains("HEALTHY -> DOWN, cause link, 0 of 10"), logs.toString());
    }
}
