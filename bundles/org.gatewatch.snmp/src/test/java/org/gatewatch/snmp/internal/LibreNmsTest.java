package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LibreNMS walks a table by names with the template's flags, and polls what {@code num_oid} makes of each index. */
class LibreNmsTest {
    private static final Path TEMPLATE =
            Path.of("../../distribution/src/main/image/share/snmp/librenms/os_discovery.yaml");

    @TempDir
    Path data = Path.of("");

    private SnmpAgent agent;
    private NetSnmp netSnmp;

    @BeforeEach
    void startAgent() throws IOException {
        var framework = new Framework(data);
        agent = new SnmpAgent(framework.context(), Samples.settings(0), Clock.system());
        framework.listener().reported(Samples.good("wan", "berlin", 1));
        await().until(() -> agent.server().localAddress().isPresent());
        netSnmp = new NetSnmp(agent.server().localAddress().orElseThrow(), data);
    }

    @AfterEach
    void stopAgent() {
        agent.stop();
    }

    @Test
    void pollsWhatItsWalkFinds() throws IOException {
        var template = Files.readString(TEMPLATE);
        String flags = first(template, "snmp_flags: '(-O[a-zA-Z]+)'");
        String mibs = SmiDump.BUILT + ":" + SmiDump.STANDARD;

        var walked = netSnmp.run(
                "snmpbulkwalk", NetSnmp.V2C, flags, "-M" + mibs, "-mGATEWATCH-MIB", "GATEWATCH-MIB::gwProbeTable");

        String index = walked.stream()
                .filter(line -> line.startsWith("GATEWATCH-MIB::gwProbeLoss."))
                .map(line -> line.substring("GATEWATCH-MIB::gwProbeLoss.".length(), line.indexOf(' ')))
                .findFirst()
                .orElseThrow();
        assertTrue(walked.contains("GATEWATCH-MIB::gwProbeFullName." + index + " = wan/berlin"), walked.toString());
        String oid = first(template, "num_oid: '(.*\\.15\\.)\\{\\{ .index }}'") + index;
        assertEquals(List.of(oid + " = Gauge32: 33333"), netSnmp.run("snmpget", NetSnmp.V2C, oid));
    }

    private static String first(String text, String pattern) {
        var match = Pattern.compile(pattern).matcher(text);
        assertTrue(match.find(), pattern);
        return match.group(1);
    }
}
