package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = Publishers.topics();

    @Test
    void namesTopicsAfterGatewayMonitorAndProbe() {
        assertEquals("gatewatch/gw1/status", topics.status());
        assertEquals("gatewatch/gw1/branch-offices/berlin/report", topics.report(Examples.BERLIN));
        assertEquals("gatewatch/gw1/branch-offices/berlin/state", topics.state(Examples.BERLIN));
    }

    @Test
    void keepsEveryNameOneTopicLevelWithoutWildcards() {
        assertEquals("gatewatch/gw1/m/a%2Fb%2Bc%23d/report", topics.report(new ProbeId("m", "a/b+c#d")));
    }

    @Test
    void encodesControlCharactersByTheirUtf8Octets() {
        assertEquals("a%00b%0A%7F%C2%85", TopicTemplate.escaped("a\u0000b\n\u007f\u0085"));
    }

    @Test
    void keepsDifferentNamesDifferent() {
        assertEquals("a%252Fb", TopicTemplate.escaped("a%2Fb"));
    }

    @Test
    void leavesReadableCharactersAsTheyAre() {
        assertEquals("Zürich 2 (wan_1) 日本 😀", TopicTemplate.escaped("Zürich 2 (wan_1) 日本 😀"));
    }

    private static Topics topics(String file, String gateway) {
        return Topics.of(
                ConfigFiles.read(Path.of("src/test/resources/config", file + ".cfg")),
                Map.of("gateway", gateway, "site", "Bonn/2", "account", ""));
    }

    @Test
    void escapesNamesOfTheGateway() {
        assertEquals(
                "gatewatch/g%2F%7Bprobe%7D/status",
                topics("accepted-empty", "g/{probe}").status());
    }

    @Test
    void followsTheOperatorsTemplates() {
        var own = topics("accepted-everything", "gw1");

        assertEquals("vpn/Bonn%2F2/gw1/probe/branch-offices.berlin", own.state(Examples.BERLIN));
        assertEquals("vpn/Bonn%2F2/reports", own.report(Examples.BERLIN));
        assertEquals("vpn/connection/tokyo", own.connection("tokyo"));
    }

    @Test
    void keepsProbesOfMonitorNamedConnectionApartFromConnections() {
        assertEquals("gatewatch/gw1/connection%25/berlin/state", topics.state(new ProbeId("connection", "berlin")));
        assertEquals("gatewatch/gw1/connection/berlin/state", topics.connection("berlin"));
    }
}
