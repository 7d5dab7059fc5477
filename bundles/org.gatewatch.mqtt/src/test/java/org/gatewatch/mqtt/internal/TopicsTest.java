package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gatewatch.api.ProbeId;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("gw1");

    @Test
    void namesTopicsAfterGatewayMonitorAndProbe() {
        assertEquals("gatewatch/gw1/status", topics.status());
        assertEquals("gatewatch/gw1/branch-offices/berlin/report", topics.report(Examples.BERLIN));
        assertEquals("gatewatch/gw1/branch-offices/berlin/state", topics.state(Examples.BERLIN));
    }

    @Test
    void keepsEveryNameOneTopicLevelWithoutWildcards() {
        assertEquals("gatewatch/gw1/m/a%2Fb%2Bc%23d/report", topics.report(new ProbeId("m", "a/b+c#d")));
        assertEquals("gatewatch/g%2Fw/status", new Topics("g/w").status());
    }

    @Test
    void encodesControlCharactersByTheirUtf8Octets() {
        assertEquals("a%00b%0A%7F%C2%85", Topics.escaped("a\u0000b\n\u007f\u0085"));
    }

    @Test
    void keepsDifferentNamesDifferent() {
        assertEquals("a%252Fb", Topics.escaped("a%2Fb"));
    }

    @Test
    void leavesReadableCharactersAsTheyAre() {
        assertEquals("Zürich 2 (wan_1) 日本 😀", Topics.escaped("Zürich 2 (wan_1) 日本 😀"));
    }
}
