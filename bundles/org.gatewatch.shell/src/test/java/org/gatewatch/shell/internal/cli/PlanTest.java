package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.shell.internal.RunningState;
import org.gatewatch.shell.internal.RunningState.MonitorKeys;
import org.gatewatch.shell.internal.RunningState.ProbeKeys;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final RunningState NOW = new RunningState(
            1,
            List.of(),
            List.of(new MonitorKeys("offices", Map.of())),
            List.of(
                    probe("berlin", Map.of("destination", "127.0.0.1")),
                    probe("oslo", Map.of("destination", "127.0.0.1", "thresholds.downAfter", "5")),
                    probe("paris", Map.of("destination", "127.0.0.1", "interval", "5s"))));

    @Test
    void saysNothingWhereNothingChanges() {
        var now = new RunningState(1, List.of(), NOW.monitors(), NOW.probes().subList(0, 1));

        assertEquals(
                List.of("Nothing would change; 2 stay as they are."),
                lines(Plan.of(now, desired(60, loopback("berlin")))));
    }

    @Test
    void tellsWhatIsAddedRemovedAndChanged() {
        assertEquals(
                List.of(
                        "~ probe offices/oslo: thresholds.downAfter 5 -> (default) (keeps its windows)",
                        "- probe offices/paris",
                        "+ probe offices/rome: destination 127.0.0.1",
                        "1 to add, 1 to remove, 1 to change (0 probes start anew); 2 stay as they are."),
                lines(Plan.of(NOW, desired(60, loopback("berlin"), loopback("oslo"), loopback("rome")))));
    }

    @Test
    void startsAllProbesOfMonitorWithAnotherPeriodAnew() {
        var now = new RunningState(1, List.of(), NOW.monitors(), NOW.probes().subList(0, 1));

        assertEquals(
                List.of(
                        "~ monitor offices: aggregationPeriod (default) -> 30s",
                        "~ probe offices/berlin: aggregationPeriod (default) -> 30s (starts anew)",
                        "0 to add, 0 to remove, 2 to change (1 probe starts anew); 0 stay as they are."),
                lines(Plan.of(now, desired(30, loopback("berlin")))));
    }

    @Test
    void callsConnectionsByTheirNames() {
        String id = "5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11";
        var connection = new RunningState.ConnectionKeys(id, Map.of("name", "berlin"));
        var now = new RunningState(
                1, List.of(connection), List.of(), List.of(probe("berlin", Map.of("vpnConnectionId", id))));

        assertEquals(
                List.of(
                        "- connection berlin",
                        "+ monitor offices",
                        "~ probe offices/berlin: destination (default) -> 127.0.0.1, vpnConnectionId berlin -> (default)"
                                + " (starts anew)",
                        "1 to add, 1 to remove, 1 to change (1 probe starts anew); 0 stay as they are."),
                lines(Plan.of(now, desired(60, loopback("berlin")))));
    }

    @Test
    void leavesOutWhatCommandsMade() {
        var managed = new Managed(Set.of("offices"), Set.of());

        assertEquals(
                List.of("Nothing would change; 0 stay as they are."),
                lines(Plan.of(managed.without(NOW, DesiredState.EMPTY), DesiredState.EMPTY)));
    }

    @Test
    void comparesWhatCommandsMadeAndTheFilesDefine() {
        var managed = new Managed(Set.of("offices"), Set.of());
        var then = desired(60, loopback("berlin"));

        assertEquals(NOW, managed.without(NOW, then));
    }

    @Test
    void givesTheSameAsJson() {
        var plan = Plan.of(NOW, desired(60, loopback("berlin"), loopback("oslo")));

        assertEquals(
                "{\"schema\":1,\"changes\":["
                        + "{\"action\":\"change\",\"kind\":\"probe\",\"name\":\"offices/oslo\","
                        + "\"keys\":{\"thresholds.downAfter\":{\"before\":\"5\"}},\"windows\":\"kept\"},"
                        + "{\"action\":\"remove\",\"kind\":\"probe\",\"name\":\"offices/paris\",\"keys\":{"
                        + "\"destination\":{\"before\":\"127.0.0.1\"},\"interval\":{\"before\":\"5s\"}}}],"
                        + "\"summary\":{\"added\":0,\"removed\":1,\"changed\":1,\"restarted\":0,\"unchanged\":2}}",
                new Gson().toJson(PlanDocument.of(plan)));
    }

    private static List<String> lines(Plan plan) {
        return PlanLines.of(plan, Palette.PLAIN);
    }

    private static ProbeKeys probe(String name, Map<String, String> configured) {
        return new ProbeKeys("offices", name, configured, null);
    }

    private static Probe loopback(String name) {
        return Probe.to(name, InetAddress.getLoopbackAddress());
    }

    private static DesiredState desired(int seconds, Probe... probes) {
        return new DesiredState(
                List.of(),
                List.of(new Monitor(
                        "offices", Duration.ofSeconds(seconds), Map.of(), List.of(probes), Quorum.DEFAULT)));
    }
}
