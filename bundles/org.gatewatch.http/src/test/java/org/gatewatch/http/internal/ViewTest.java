package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.gatewatch.api.Probe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured, as Prometheus and people read it. */
class ViewTest {
    @TempDir
    Path root;

    private Gateway gateway;

    @BeforeEach
    void serve() {
        gateway = new Gateway(root);
        gateway.monitoring.run("m1", Probe.to("berlin", InetAddress.getLoopbackAddress()), Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private HttpResponse<String> get(String path, String user) throws Exception {
        String pair = user + ":" + Gateway.SECRET;
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(gateway.uri().resolve(path)).header("Authorization", basic);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void givesMetricsInBaseUnits() throws Exception {
        String text = get("/metrics", Gateway.READER).body();

        String labels = "{monitor=\"m1\",probe=\"berlin\",destination=\"127.0.0.1\",protocol=\"ICMP\"}";
        assertTrue(text.contains("gatewatch_probe_rtt_mean_seconds" + labels + " 0.020000000\n"), text);
        assertTrue(text.contains("gatewatch_probe_loss_ratio" + labels + " 0.016666667\n"), text);
        assertTrue(text.contains("gatewatch_packets_sent_total 60\n"), text);
        assertTrue(text.endsWith("# EOF\n"), text);
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

        assertTrue(document.getAsJsonObject("paths").has("/v1/probes"));
    }
}
