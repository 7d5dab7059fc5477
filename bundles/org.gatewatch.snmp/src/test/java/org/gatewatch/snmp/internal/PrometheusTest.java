package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped module, read by Debian's snmp_exporter, scrapes the agent. */
class PrometheusTest {
    private static final Path EXPORTER =
            Path.of(System.getProperty("gatewatch.snmp.exporter", "/usr/bin/prometheus-snmp-exporter"));
    private static final Path MODULE = Path.of("../../distribution/src/main/image/share/snmp/prometheus/snmp.yml");

    @TempDir
    Path folder = Path.of("");

    @Test
    void showsAProbeWithItsNames() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(EXPORTER),
                "SKIPPED: snmp_exporter is missing; apt-get install prometheus-snmp-exporter");
        var framework = new Framework(folder);
        var agent = new SnmpAgent(framework.context(), Samples.settings(0), Clock.system());
        framework.listener().reported(Samples.good("wan", "berlin", 1));
        await().until(() -> agent.server().localAddress().isPresent());
        int port = freePort();
        var exporter = new ProcessBuilder(
                        EXPORTER.toString(),
                        "--config.file=" + configuration(),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var scraped =
                    scrape(port, agent.server().localAddress().orElseThrow().getPort());

            var names = "{gwProbeMonitor=\"wan\",gwProbeName=\"berlin\"} ";
            assertTrue(scraped.contains("gwProbeRttMean" + names + "1048"), scraped);
            assertTrue(scraped.contains("gwProbeAnswered" + names + "29"), scraped);
            assertTrue(scraped.contains("gwPacketsSent 0"), scraped);
        } finally {
            exporter.destroyForcibly();
            agent.stop();
        }
    }

    /** Debian 12's exporter is of the time before 0.24: modules are at the top, with version and community in them. */
    private Path configuration() throws IOException {
        List<String> lines = Files.readAllLines(MODULE);
        var module = lines.subList(lines.indexOf("modules:") + 1, lines.size()).stream()
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        return Files.writeString(
                folder.resolve("snmp.yml"), module + "\n  version: 2\n  auth:\n    community: public\n");
    }

    private static String scrape(int port, int agentPort) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + "/snmp?module=gatewatch&target=127.0.0.1:" + agentPort);
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(uri).build();
        await().ignoreException(IOException.class)
                .until(() -> client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains("gwProbeRttMean"));
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
