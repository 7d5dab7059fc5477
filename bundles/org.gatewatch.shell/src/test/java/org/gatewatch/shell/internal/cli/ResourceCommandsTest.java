package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.Control;
import org.gatewatch.shell.internal.control.ScriptedResources;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that look at resources and change them, over the real socket. */
@Timeout(30)
class ResourceCommandsTest {
    private static final String ID = "5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11";

    @TempDir
    Path home;

    private final ScriptedResources scripted = new ScriptedResources();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AutoClose
    private AutoCloseable server;

    @BeforeEach
    void serve() throws IOException {
        server = Control.serve(Files.createDirectories(home.resolve("data")), scripted.resources());
    }

    private int execute(String... arguments) {
        var commandLine = Main.commandLine(Installation.of(home, Map.of(), "1.2.3"), false);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    private void does(String call, String... arguments) {
        assertEquals(0, execute(arguments), err.toString());
        assertEquals(call, scripted.calls().get(scripted.calls().size() - 1));
    }

    @Test
    void makesAMonitorOfWords() {
        does(
                "createMonitor[Settings[values={aggregationPeriod=30, tags={team=wan}, monitorName=m}], ]",
                "monitor",
                "create",
                "m",
                "aggregationPeriod=30",
                "tags.team=wan");
        assertEquals("created monitor offices with 1 probe (offices.yaml)\n", out.toString());
    }

    @Test
    void takesAKeyBack() {
        does("updateMonitor[m, Settings[values={tags=Optional.empty}]]", "monitor", "update", "m", "tags=");
    }

    @Test
    void deletesAndSaysWhat() {
        does("deleteMonitor[m, true]", "monitor", "delete", "m");
        assertEquals("deleted monitor offices with 1 probe (offices.yaml)\n", out.toString());
    }

    @Test
    void makesAProbe() {
        does(
                "createProbe[m, Settings[values={destination=203.0.113.1, dontFragment=true}], ]",
                "probe",
                "create",
                "m",
                "destination=203.0.113.1",
                "dontFragment=true");
        assertEquals(
                "created probe offices/berlin, id probe-1418fv6mkaaykp5vm874is561 (offices.yaml)\n", out.toString());
    }

    @Test
    void changesAProbe() {
        does(
                "updateProbe[m, berlin, Settings[values={enabled=false}]]",
                "probe",
                "update",
                "m/berlin",
                "enabled=false");
    }

    @Test
    void deletesAProbe() {
        does("deleteProbe[m, berlin]", "probe", "delete", "m/berlin");
    }

    @Test
    void makesAConnectionMonitor() {
        does("createConnectionMonitor[" + ID + ", ]", "connection", "monitor", ID);
        assertEquals("created monitor offices of connection berlin\n", out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "monitor list,offices      ACTIVE  1",
        "monitor show offices,interface wan is down",
        "probe list offices,berlin  probe-1418fv6mkaaykp5vm874is561  ERROR",
        "probe show offices/berlin,vpc-12345678",
        "probe show offices/berlin,thresholds.lossPercent.raise  5 (default)",
        "monitor show offices,quorum.down                   all (default)",
        "connection show berlin,DOWN",
        "connection list,berlin  " + ID,
        "connection show " + ID + ",DOWN",
        "monitor list --json,\"monitorName\": \"offices\"",
        "connection show --json " + ID + ",\"health\": \"DOWN\"",
    })
    void shows(String command, String shown) {
        assertEquals(0, execute(command.split(" ")), err.toString());
        assertTrue(out.toString().contains(shown), out.toString());
    }

    @Test
    void saysWhenThereWasNothingToChange() {
        assertEquals(0, execute("probe", "update", "offices/berlin", "enabled=true"));
        assertEquals(
                "unchanged: probe offices/berlin, id probe-1418fv6mkaaykp5vm874is561 (offices.yaml)\n", out.toString());
    }

    @Test
    void putsDottedSettingsIntoMappings() {
        does(
                "updateProbe[m, berlin, Settings[values={thresholds={lossPercent={raise=10}}}]]",
                "probe",
                "update",
                "m/berlin",
                "thresholds.lossPercent.raise=10");
    }

    @Test
    void findsAConnectionByItsName() {
        does(
                "updateConnection[" + ID + ", Settings[values={name=rome}]]",
                "connection",
                "update",
                "berlin",
                "name=rome");
    }

    @Test
    void takesTheNameOfAConnectionForItsId() {
        does(
                "createProbe[m, Settings[values={vpnConnectionId=" + ID + "}], ]",
                "probe",
                "create",
                "m",
                "vpnConnectionId=berlin");
    }

    @Test
    void saysThatThereIsNoSuchConnection() {
        assertEquals(1, execute("connection", "show", "rome"));
        assertEquals(
                "gatewatch: there is no VPN connection 'rome'; its name or its id, a UUID, is needed\n",
                err.toString());
    }

    @Test
    void saysWhyNothingWasDone() {
        scripted.refuse("monitor offices is defined in offices.yaml");

        assertEquals(1, execute("monitor", "delete", "offices"));
        assertEquals("gatewatch: monitor offices is defined in offices.yaml\n", err.toString());
    }

    @Test
    void saysThatNoInstanceRuns() throws Exception {
        server.close();

        assertEquals(4, execute("monitor", "list"));
    }

    @ParameterizedTest
    @CsvSource({"monitor create m oops", "probe show berlin", "monitor update offices", "monitor", "connection show"})
    void answersWrongUsageInOneLine(String arguments) {
        assertEquals(2, execute(arguments.split(" ")));
        assertTrue(err.toString().matches("gatewatch: .*; see gatewatch.* --help\n"), err.toString());
        assertEquals(List.of(), scripted.calls());
    }

    @ParameterizedTest
    @CsvSource({
        "packetSize=100 packetSize=200,packetSize",
        "packetSize= packetSize=200,packetSize",
        "tags.a.b=1 tags.a.b=2,tags.a.b",
        "thresholds= thresholds.downAfter=2,thresholds.downAfter",
        "thresholds.downAfter=2 thresholds={},thresholds"
    })
    void takesAKeyOnceOnly(String words, String twice) {
        assertEquals(2, execute(("probe update m/berlin " + words).split(" ")));
        assertTrue(err.toString().contains(": " + twice + " is given already; once is allowed"), err.toString());
        assertEquals(List.of(), scripted.calls());
    }

    @Test
    void completesThem() {
        assertEquals(0, execute("completion"));
        assertTrue(out.toString().contains("_picocli_gatewatch_monitor_create"), "");
    }
}
