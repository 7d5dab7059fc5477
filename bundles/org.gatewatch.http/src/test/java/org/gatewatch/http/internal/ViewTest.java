package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured, as Prometheus and people read it. */
class ViewTest {
    private static final String OPENMETRICS = "application/openmetrics-text;version=1.0.0,text/plain;q=0.5";
    private static final ProbeId BERLIN = new ProbeId("m1", "berlin");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @AutoClose
    private Gateway gateway;

    @BeforeEach
    void serve(@TempDir Path root) {
        gateway = new Gateway(root);
        gateway.monitoring.run("m1", Probe.to("berlin", InetAddress.getLoopbackAddress()), Duration.ofSeconds(60));
    }

    private HttpResponse<String> get(String path, String user) throws Exception {
        var request = HttpRequest.newBuilder(gateway.uri().resolve(path)).header("Authorization", basic(user));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> metrics(String accept) throws Exception {
        var request = HttpRequest.newBuilder(gateway.uri().resolve("/metrics"))
                .header("Authorization", basic(Gateway.READER))
                .header("Accept", accept);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user) {
        String pair = user + ":" + Gateway.SECRET;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject json(String path) throws Exception {
        var response = get(path, Gateway.READER);
        assertEquals(200, response.statusCode(), response.body());
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @Test
    void givesMetricsInBaseUnits() throws Exception {
        String text = metrics(OPENMETRICS).body();

        String labels = "{monitor=\"m1\",probe=\"berlin\",destination=\"127.0.0.1\",protocol=\"ICMP\"}";
        assertTrue(text.contains("gatewatch_probe_rtt_mean_seconds" + labels + " 0.020000000\n"), text);
        assertTrue(text.contains("gatewatch_probe_loss_ratio" + labels + " 0.016666667\n"), text);
        assertTrue(text.contains("gatewatch_packets_sent_total 60\n"), text);
        assertTrue(text.endsWith("# EOF\n"), text);
    }

    @Test
    void givesWhoeverReadsNoOpenMetricsTheOlderText() throws Exception {
        for (String accept : List.of("*/*", "text/plain", "application/openmetrics-text;q=0")) {
            var response = metrics(accept);

            assertTrue(
                    response.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
            assertTrue(response.body().contains("# TYPE gatewatch_packets_sent_total counter\n"), accept);
            assertFalse(response.body().contains("# EOF"), accept);
            assertFalse(response.body().contains("# UNIT"), accept);
        }
    }

    @Test
    void givesHistogramOfRoundTripsCumulated() throws Exception {
        String text = metrics(OPENMETRICS).body();

        assertTrue(
                text.contains("# TYPE gatewatch_rtt_seconds histogram\n# UNIT gatewatch_rtt_seconds seconds\n"), text);
        assertTrue(text.contains("gatewatch_rtt_seconds_bucket{le=\"0.0001\"} 0\n"), text);
        assertTrue(text.contains("gatewatch_rtt_seconds_bucket{le=\"1.0\"} 59\n"), text);
        assertTrue(text.contains("gatewatch_rtt_seconds_bucket{le=\"+Inf\"} 60\n"), text);
        assertTrue(text.contains("gatewatch_rtt_seconds_sum 3.500000000\ngatewatch_rtt_seconds_count 60\n"), text);
    }

    @Test
    void givesMetricsOfThousandsOfProbes() throws Exception {
        for (int i = 0; i < 5_000; i++) {
            gateway.monitoring.run("m2", Probe.to("p" + i, InetAddress.getLoopbackAddress()), Duration.ofSeconds(60));
        }

        String text = metrics(OPENMETRICS).body();

        assertEquals(
                5_001,
                text.lines()
                        .filter(it -> it.startsWith("gatewatch_probe_health{"))
                        .count());
        assertTrue(text.endsWith("# EOF\n"));
        assertEquals(5_001, json("/v1/probes").getAsJsonArray("probes").size());
    }

    @Test
    void givesHistoryOfProbe() throws Exception {
        for (int minute = 0; minute < 3; minute++) {
            gateway.history.keep(BERLIN, NOON.plusSeconds(60L * minute), minute, Duration.ofMillis(20));
        }

        var history = json("/v1/probes/m1%2Fberlin/history?since=2026-01-31T12:01:00Z&until=2026-01-31T13:00:00Z");

        var periods = history.getAsJsonArray("periods");
        assertEquals(2, periods.size());
        var first = periods.get(0).getAsJsonObject();
        assertEquals("2026-01-31T12:01:00Z", first.get("periodStart").getAsString());
        assertEquals(10.0, first.get("lossPercent").getAsDouble());
        assertEquals(20_000.0, first.getAsJsonObject("rttMicros").get("mean").getAsDouble());
        assertEquals("HEALTHY", first.get("health").getAsString());
    }

    @Test
    void givesSoMuchHistoryAsIsAskedFor() throws Exception {
        Instant now = Instant.now();
        for (int minute = 1; minute < 50; minute++) {
            gateway.history.keep(BERLIN, now.minusSeconds(60L * minute), 0, Duration.ofMillis(20));
        }

        assertEquals(
                49,
                json("/v1/monitors/m1/probes/berlin/history")
                        .getAsJsonArray("periods")
                        .size());
        assertEquals(
                5,
                json("/v1/monitors/m1/probes/berlin/history?limit=5")
                        .getAsJsonArray("periods")
                        .size());
    }

    @Test
    void saysWhichTimeIsNone() throws Exception {
        for (String query : List.of("since=yesterday", "until=1", "limit=0", "limit=ten")) {
            var response = get("/v1/probes/m1%2Fberlin/history?" + query, Gateway.READER);
            assertEquals(400, response.statusCode(), query);
        }
        assertEquals(404, get("/v1/probes/m1%2Fberlin/future", Gateway.READER).statusCode());
        assertEquals(404, get("/v1/probes/m1%2Fberlin/history", Gateway.TEAM).statusCode());
    }

    @Test
    void givesProbeAsJson() throws Exception {
        var probe = JsonParser.parseString(
                        get("/v1/monitors/m1/probes/berlin", "terraform").body())
                .getAsJsonObject();

        assertEquals("HEALTHY", probe.get("health").getAsString());
        var report = probe.getAsJsonObject("lastReport");
        assertEquals(20_000.0, report.getAsJsonObject("rttMicros").get("max").getAsDouble());
        assertEquals(1.667, report.get("lossPercent").getAsDouble());
    }

    @Test
    void listsProbes() throws Exception {
        for (String path : new String[] {"/v1/probes", "/v1/monitors/m1/probes"}) {
            var probes =
                    JsonParser.parseString(get(path, Gateway.READER).body()).getAsJsonObject();
            assertEquals(1, probes.getAsJsonArray("probes").size());
        }
        assertEquals(200, get("/v1/monitors", Gateway.READER).statusCode());
    }

    @Test
    void listsNoProbesOfMonitorThatHasNone() throws Exception {
        gateway.monitoring.watchNothing("m0");

        assertEquals(0, json("/v1/monitors/m0/probes").getAsJsonArray("probes").size());
        assertEquals(404, get("/v1/monitors/m0/probes", Gateway.TEAM).statusCode());
        assertEquals(404, get("/v1/monitors/nowhere/probes", Gateway.READER).statusCode());
    }

    @Test
    void hidesOthersProbesFromTeam() throws Exception {
        assertEquals(404, get("/v1/monitors/m1/probes/berlin", Gateway.TEAM).statusCode());
        assertTrue(!get("/metrics", Gateway.TEAM).body().contains("berlin"));
    }

    @Test
    void asksWhoAsks() throws Exception {
        assertEquals(401, get("/metrics", "nobody").statusCode());
    }

    @Test
    void describesItself() throws Exception {
        var document =
                JsonParser.parseString(get("/v1/openapi.json", "nobody").body()).getAsJsonObject();

        for (String path : List.of("/metrics", "/v1/probes", "/v1/probes/{id}/history", "/v1/monitors/{monitor}")) {
            assertTrue(document.getAsJsonObject("paths").has(path), path);
        }
    }
}
