package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of HTTP creates a monitor in the running image: it is written, it runs, and it goes again. */
@InFelix
public class HttpIT {
    private static final String PAIR = "AKIDTEST:a-secret-of-tests-0123456789";

    private final Bench bench = new Bench();
    private int port;

    @BeforeEach
    public void serve() throws IOException {
        bench.open();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path keys = Files.writeString(
                bench.home().config().resolve("http.keys"),
                "key=AKIDTEST secret=a-secret-of-tests-0123456789 rights=read-write\n");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
        bench.write("org.gatewatch.http.cfg", "enabled = true\ntls = false\nport = " + port + "\n");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> send("GET", "/monitors", "").statusCode() == 200);
    }

    @AfterEach
    public void close() throws IOException {
        bench.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Basic " + base64(PAIR))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(HttpResponse<String> response) {
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @Test
    public void runsWhatClientCreates() throws Exception {
        String arn = bench.felix().service(Resources.class).subnets().get(0).arn();
        var made = send(
                "POST",
                "/monitors",
                "{\"monitorName\":\"by-client\",\"aggregationPeriod\":30,\"probes\":[" + "{\"sourceArn\":\"" + arn
                        + "\",\"destination\":\"192.0.2.1\",\"protocol\":\"ICMP\"}]}");
        assertEquals(200, made.statusCode(), made.body());

        await().atMost(PATIENCE).until(() -> json(send("GET", "/monitors/by-client", ""))
                .get("state")
                .getAsString()
                .equals("ACTIVE"));
        try (var files = Files.walk(bench.home().config())) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith("by-client.yaml")));
        }
        String probe = json(send("GET", "/monitors/by-client", ""))
                .getAsJsonArray("probes")
                .get(0)
                .getAsJsonObject()
                .get("probeId")
                .getAsString();
        assertTrue(send("GET", "/metrics", "").body().contains("monitor=\"by-client\""));

        assertEquals(
                200, send("DELETE", "/monitors/by-client/probes/" + probe, "").statusCode());
        assertEquals(200, send("DELETE", "/monitors/by-client", "").statusCode());
        assertEquals(404, send("GET", "/monitors/by-client", "").statusCode());
    }
}
