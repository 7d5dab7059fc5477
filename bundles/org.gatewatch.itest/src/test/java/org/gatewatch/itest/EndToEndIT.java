package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.List;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.itest.harness.InFelix;
import org.gatewatch.testkit.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The main job: a file names probes, and their reports are seen by an NMS and by an MQTT subscriber. */
@InFelix
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class EndToEndIT {
    private static final ProbeId FINE = new ProbeId("offices", "berlin");
    private static final ProbeId LOSSY = new ProbeId("offices", "paris");
    private static final ProbeId DEAD = new ProbeId("offices", "rome");
    private static final String OFFICES = """
            monitorName: offices
            aggregationPeriod: 1
            tags: {team: wan}
            probes:
              - {name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms}
              - {name: paris, destination: 192.0.2.2, interval: 50ms, timeout: 100ms}
              - {name: rome, destination: "2001:db8::1", interval: 50ms, timeout: 100ms}
            """;

    private final Bench bench = new Bench();
    private Mosquitto mosquitto;
    private Subscriber subscriber;

    @BeforeAll
    public void watchThreeOffices() throws IOException {
        mosquitto = Mosquitto.start(bench.home().mqttPort(), bench.home().data());
        subscriber = Subscriber.start(bench.home().mqttPort());
        bench.transport().script("paris", Script.everyNthLost(5, Bench.RTT));
        bench.transport().script("rome", Script.silent());
        bench.open();
        bench.write("monitors/offices.yaml", OFFICES);
    }

    @AfterAll
    public void stop() throws IOException {
        bench.close();
        subscriber.close();
        mosquitto.close();
    }

    @Test
    public void judgesEachProbeByItsReplies() {
        bench.listener().awaitReport(PATIENCE, report -> report.id().equals(FINE) && report.health() == Health.HEALTHY);
        bench.listener()
                .awaitReport(PATIENCE, report -> report.id().equals(LOSSY) && report.health() == Health.DEGRADED);
        bench.listener().awaitReport(PATIENCE, report -> report.id().equals(DEAD) && report.health() == Health.DOWN);
    }

    @Test
    public void showsTheLastPeriodOverSnmp() {
        var snmp = new NetSnmp(bench.home().snmpPort());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals("20", snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 6, FINE)));
            int sent = Integer.parseInt(snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 8, DEAD)));
            assertTrue(sent > 0, "sent");
            assertEquals("0", snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 7, DEAD)));
        });
    }

    @Test
    public void showsVerdictsAndNanosecondsOverSnmp() {
        var snmp = new NetSnmp(bench.home().snmpPort());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertEquals("2", snmp.get(NetSnmp.column(NetSnmp.GW_PROBE_ENTRY, 3, FINE)));
            assertEquals("4", snmp.get(NetSnmp.column(NetSnmp.GW_PROBE_ENTRY, 3, DEAD)));
            assertEquals("20000000", snmp.get(NetSnmp.column(NetSnmp.GW_PROBE_ENTRY, 30, FINE)));
            // not all are down
            assertEquals(List.of("3"), values(snmp.walk(NetSnmp.GW_MONITOR_ENTRY + ".3")));
        });
    }

    private static List<String> values(List<String> lines) {
        return lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    @Test
    public void walksResultsAndHistoryOverSnmp() {
        var snmp = new NetSnmp(bench.home().snmpPort());

        await().atMost(PATIENCE).untilAsserted(() -> {
            var averages = snmp.walk(NetSnmp.PING_RESULTS_ENTRY + ".6");
            assertEquals(3, averages.size(), averages.toString());
            var responses = snmp.walk(NetSnmp.PING_PROBE_HISTORY_ENTRY + ".2");
            assertTrue(responses.size() > 3, responses.toString());
        });
    }

    @Test
    public void publishesEveryPeriodOverMqtt() {
        await().atMost(PATIENCE)
                .until(() -> subscriber
                                .messages("gatewatch/gw1/offices/berlin/report")
                                .size()
                        >= 2);
        var reports = subscriber.messages("gatewatch/gw1/offices/berlin/report").stream()
                .map(message -> JsonParser.parseString(message).getAsJsonObject())
                .toList();

        JsonObject report = reports.get(reports.size() - 1);
        assertEquals("192.0.2.1", report.get("destination").getAsString());
        assertEquals(0.0, report.get("lossPercent").getAsDouble());
        assertEquals(20_000.0, report.getAsJsonObject("rttMicros").get("max").getAsDouble());
        assertEquals("wan", report.getAsJsonObject("tags").get("team").getAsString());
        assertEquals(
                reports.get(0).get("sequence").getAsLong() + reports.size() - 1,
                report.get("sequence").getAsLong());
    }

    @Test
    public void leavesRttOutWhenNothingAnswers() {
        await().atMost(PATIENCE).until(() -> !subscriber
                .messages("gatewatch/gw1/offices/rome/report")
                .isEmpty());

        var message = subscriber.messages("gatewatch/gw1/offices/rome/report").get(0);

        assertTrue(!JsonParser.parseString(message).getAsJsonObject().has("rttMicros"), message);
    }

    @Test
    public void retainsStateAndStatusOverMqtt() throws IOException {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var states = subscriber.messages("gatewatch/gw1/offices/rome/state");
            assertTrue(states.stream().anyMatch(state -> state.contains("\"DOWN\"")), states.toString());
        });

        try (var late = Subscriber.start(bench.home().mqttPort())) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertTrue(late.messages("gatewatch/gw1/offices/rome/state").stream()
                        .anyMatch(state -> state.contains("\"DOWN\"")));
                assertEquals(1, late.messages("gatewatch/gw1/status").size());
            });
        }
    }
}
