package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.probe.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the agent does not answer because of where they are, or whom they mean: as net-snmp's tools see it. */
class RefusalsTest {
    private static final String NAME = "1.3.6.1.2.1.1.5.0";
    private static final String BAD_COMMUNITY_NAMES = ".1.3.6.1.2.1.11.4.0";
    private static final String UNKNOWN_PDU_HANDLERS = ".1.3.6.1.6.3.11.2.1.3.0";
    private static final String UNKNOWN_ENGINE_IDS = ".1.3.6.1.6.3.15.1.1.4.0";
    private static final String STRANGER = "0x8000000004020304";

    @TempDir
    Path data = Path.of("");

    private final List<SnmpAgent> agents = new ArrayList<>();

    @AfterEach
    void stopAgents() {
        agents.forEach(SnmpAgent::stop);
    }

    private NetSnmp asking(SnmpSettings settings) throws IOException {
        var agent = new SnmpAgent(new Framework(data).context(), settings, Clock.system());
        agents.add(agent);
        await().until(() -> agent.server().localAddress().isPresent());
        return new NetSnmp(agent.server().localAddress().orElseThrow(), data);
    }

    private static List<String> counted(String counter, int times) {
        return List.of(counter + " = Counter32: " + times);
    }

    @Test
    void answersItsCommunityFromItsSources() throws IOException {
        var netSnmp = asking(Samples.settings("192.0.2.0/24, 127.0.0.0/8"));

        assertEquals(List.of("." + NAME + " = STRING: \"gw1\""), netSnmp.run("snmpget", NetSnmp.V2C, NAME));
    }

    @Test
    void countsItsCommunityFromElsewhereAndSaysNothing() throws IOException {
        var netSnmp = asking(Samples.settings("192.0.2.0/24"));

        var answer = netSnmp.run("snmpget", NetSnmp.V2C, NAME);

        assertTrue(answer.get(0).startsWith("Timeout: No Response"), answer.toString());
        assertEquals(counted(BAD_COMMUNITY_NAMES, 1), netSnmp.run("snmpget", NetSnmp.V3, BAD_COMMUNITY_NAMES));
    }

    @Test
    void refusesOldAlgorithms() throws IOException {
        var old = List.of("-v3", "-l", "authNoPriv", "-u", "nms", "-a", "MD5", "-A", "auth-passphrase");

        var answer = asking(Samples.settings(0)).run("snmpget", old, NAME);

        assertTrue(answer.get(0).startsWith("Authentication failed"), answer.toString());
    }

    /** Secured for another engine: what it says is this one's id, which is no secret (RFC 3414, 3.2, 3). */
    @Test
    void countsMessagesForOtherEngines() throws IOException {
        var netSnmp = asking(Samples.settings(0));

        netSnmp.run("snmpget", NetSnmp.V3, "-e" + STRANGER, NAME);

        assertEquals(counted(UNKNOWN_ENGINE_IDS, 1), netSnmp.run("snmpget", NetSnmp.V2C, UNKNOWN_ENGINE_IDS));
    }

    /** Secured for this engine, about objects of another one: as if this were a proxy. */
    @Test
    void countsRequestsForObjectsOfOtherEngines() throws IOException {
        var netSnmp = asking(Samples.settings(0));

        var answer = netSnmp.run("snmpget", NetSnmp.V3, "-E" + STRANGER, NAME);

        assertTrue(answer.stream().noneMatch(line -> line.contains("gw1")), answer.toString());
        assertEquals(counted(UNKNOWN_PDU_HANDLERS, 1), netSnmp.run("snmpget", NetSnmp.V2C, UNKNOWN_PDU_HANDLERS));
    }
}
