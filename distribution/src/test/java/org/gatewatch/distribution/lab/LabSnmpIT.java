package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The image, Debian's snmpd and snmptrapd on one gateway: rows through AgentX, and a cut line told both ways. */
final class LabSnmpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PEER = "198.18.20.1";
    /** pingResultsProbeResponses of offices, berlin. */
    private static final String RESPONSES =
            "1.3.6.1.2.1.80.1.3.1.7.7.111.102.102.105.99.101.115.6.98.101.114.108.105.110";

    private static final String RAISED = "OID: .1.3.6.1.4.1.8072.9999.9999.71.0.1";
    private static final String CLEARED = "OID: .1.3.6.1.4.1.8072.9999.9999.71.0.2";

    @RegisterExtension
    static final GatewatchInLab GATEWATCH = new GatewatchInLab("monitorName: offices\naggregationPeriod: 1\nprobes:\n"
            + "  - {name: berlin, destination: " + PEER + ", interval: 100ms, timeout: 300ms}\n");

    @BeforeAll
    static void startSnmpdAndSnmptrapd() throws IOException {
        Path folder = GATEWATCH.folder();
        Files.writeString(folder.resolve("snmpd.conf"), """
                rocommunity public 127.0.0.1
                master agentx
                agentXSocket %s
                trap2sink 127.0.0.1:10162 public
                """.formatted(folder.resolve("master")));
        Files.writeString(folder.resolve("snmptrapd.conf"), """
                authCommunity log public
                createUser nms SHA-512 auth-passphrase AES-256 priv-passphrase
                authUser log nms priv
                """);
        start(
                "snmptrapd",
                "-f",
                "-Lf",
                trapLog().toString(),
                "-On",
                "-F",
                "%P: %v\\n",
                "-C",
                "-c",
                folder.resolve("snmptrapd.conf").toString(),
                "udp:127.0.0.1:10162");
        start(
                "snmpd",
                "-f",
                "-Lf",
                folder.resolve("snmpd.log").toString(),
                "-C",
                "-c",
                folder.resolve("snmpd.conf").toString(),
                "udp:127.0.0.1:161");
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("master")) && Files.exists(trapLog()));
        Files.writeString(
                folder.resolve("config/org.gatewatch.snmp.cfg"),
                """

                agentx.socket = %s
                v3.user = nms
                v3.auth.protocol = SHA-512
                v3.auth.passphrase = auth-passphrase
                v3.priv.protocol = AES-256
                v3.priv.passphrase = priv-passphrase
                notify.receivers = 127.0.0.1:10162
                """.formatted(folder.resolve("master")),
                StandardOpenOption.APPEND);
        await().atMost(PATIENCE).until(() -> responses("161") > 0 && responses("1161") > 0);
    }

    private static Path trapLog() {
        return GATEWATCH.folder().resolve("traps.log");
    }

    private static void start(String... command) throws IOException {
        var builder = GATEWATCH.lab().in("gw", List.of(command)).redirectErrorStream(true);
        builder.environment().put("MIBS", "");
        builder.environment().put("SNMP_PERSISTENT_DIR", GATEWATCH.folder().toString());
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** In the last period; 0 while nobody tells. */
    private static int responses(String port) throws IOException {
        var command =
                List.of("snmpget", "-m", "", "-v2c", "-c", "public", "-Oqv", "-r0", "127.0.0.1:" + port, RESPONSES);
        String said = new String(
                        GATEWATCH
                                .lab()
                                .in("gw", command)
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        StandardCharsets.US_ASCII)
                .strip();
        return said.matches("\\d+") ? Integer.parseInt(said) : 0;
    }

    @Test
    void showsTheSameThroughSnmpdAsByItself() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            int own = responses("1161");
            assertTrue(own > 0, "no answers");
            assertEquals(own, responses("161"), 1.0);
        });
    }

    @Test
    void tellsOfACutLineByItselfAndThroughSnmpd() {
        GATEWATCH.lab().impair("cut " + PEER);
        awaitTold(RAISED);
        GATEWATCH.lab().impair("heal " + PEER);
        awaitTold(CLEARED);
    }

    /** An acknowledged v3 inform of our own, and a v2c trap of snmpd. */
    private static void awaitTold(String notification) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var told = Files.readAllLines(trapLog()).stream()
                    .filter(line -> line.contains(notification))
                    .toList();
            assertTrue(told.stream().anyMatch(line -> line.contains("SNMP v3, user nms")), told.toString());
            assertTrue(told.stream().anyMatch(line -> line.contains("SNMP v2c, community public")), told.toString());
        });
    }
}
