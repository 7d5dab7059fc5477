package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ReportListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.OID;

/** The agent as an NMS sees it. */
class NetSnmpTest {
    private static final int PROBES = 40;
    /** Of system, snmp, DISMAN-PING-MIB, GATEWATCH-MIB, snmpEngine, MPD, target, USM's counters. */
    private static final int OPEN_INSTANCES = 14 + 8 + 1 + PROBES * (21 + 10 + 4 + 40) + 20 + 4 + 3 + 1 + 6;
    /** Of one user, and of VACM's context, two groups' members, three groups' rights, lock and views. */
    private static final int ACCESS_INSTANCES = 1 + 11 + 1 + 2 * 3 + 3 * 6 + 1 + 13 * 4;

    private static final String RESULTS = ".1.3.6.1.2.1.80.1.3.1";
    private static final String CUSTOMER_7 = ".3.119.97.110.10" + ".99.117.115.116.111.109.101.114.45.55";

    @TempDir
    Path data = Path.of("");

    private SnmpAgent agent;
    private ReportListener listener;
    private NetSnmp netSnmp;

    @BeforeEach
    void startAgent() throws IOException {
        var framework = new Framework(data);
        agent = new SnmpAgent(framework.context(), Samples.settings(0), Clock.system());
        listener = framework.listener();
        IntStream.range(0, PROBES).forEach(number -> listener.reported(Samples.good("wan", "customer-" + number, 1)));
        await().until(() -> agent.server().localAddress().isPresent());
        netSnmp = new NetSnmp(agent.server().localAddress().orElseThrow(), data);
    }

    @AfterEach
    void stopAgent() {
        agent.stop();
    }

    @Test
    void answersGet() {
        assertEquals(
                List.of(RESULTS + ".6" + CUSTOMER_7 + " = Gauge32: 2", RESULTS + ".7" + CUSTOMER_7 + " = Gauge32: 29"),
                netSnmp.run("snmpget", NetSnmp.V2C, RESULTS + ".6" + CUSTOMER_7, RESULTS + ".7" + CUSTOMER_7));
    }

    @Test
    void answersGetNext() {
        assertEquals(
                List.of(RESULTS + ".7" + CUSTOMER_7 + " = Gauge32: 29"),
                netSnmp.run("snmpgetnext", NetSnmp.V2C, RESULTS + ".7" + CUSTOMER_7.replace("45.55", "45.54")));
    }

    @Test
    void introducesItself() {
        var system = netSnmp.run("snmpwalk", NetSnmp.V2C, ".1.3.6.1.2.1.1");

        // with sysORLastChange and two rows of sysORTable
        assertEquals(7 + 1 + 2 * 3, system.size(), system.toString());
        assertEquals(".1.3.6.1.2.1.1.1.0 = STRING: \"Gatewatch 0.1.0\"", system.get(0));
        assertEquals(".1.3.6.1.2.1.1.2.0 = OID: .0.0", system.get(1));
        assertTrue(system.get(2).startsWith(".1.3.6.1.2.1.1.3.0 = Timeticks: ("), system.get(2));
        assertEquals(".1.3.6.1.2.1.1.5.0 = STRING: \"gw1\"", system.get(4));
    }

    @Test
    void tellsItsEngine() {
        var engine = netSnmp.run("snmpwalk", NetSnmp.V2C, ".1.3.6.1.6.3.10.2.1");

        assertTrue(engine.get(0).startsWith(".1.3.6.1.6.3.10.2.1.1.0 = Hex-STRING: 80 00 1F 88 05"), engine.get(0));
        assertTrue(engine.contains(".1.3.6.1.6.3.10.2.1.2.0 = INTEGER: 1"), engine.toString());
        assertTrue(engine.contains(".1.3.6.1.6.3.10.2.1.4.0 = INTEGER: 16384"), engine.toString());
    }

    @Test
    void bulkWalkIsCompleteAndStrictlyIncreasing() {
        assertCompleteWalk(netSnmp.run("snmpbulkwalk", NetSnmp.V2C, "-Cr50", ".1"), OPEN_INSTANCES);
    }

    @Test
    void getNextWalkIsCompleteAndStrictlyIncreasing() {
        assertCompleteWalk(netSnmp.run("snmpwalk", NetSnmp.V2C, ".1"), OPEN_INSTANCES);
    }

    @Test
    void authenticatedAndEncryptedBulkWalkIsCompleteAndStrictlyIncreasing() {
        assertCompleteWalk(netSnmp.run("snmpbulkwalk", NetSnmp.V3, "-Cr50", ".1"), OPEN_INSTANCES + ACCESS_INSTANCES);
    }

    /** In words of net-snmp's own snmpd, which has the same tables. */
    @Test
    void tellsUsersWhoMayDoWhat() {
        var vacm = netSnmp.run("snmpbulkwalk", NetSnmp.V3, ".1.3.6.1.6.3.16.1");

        String nms = ".3.3.110.109.115";
        assertTrue(vacm.contains(".1.3.6.1.6.3.16.1.2.1.3" + nms + " = STRING: \"readers\""), vacm.toString());
        String readers = ".7.114.101.97.100.101.114.115.0.3.3";
        assertTrue(vacm.contains(".1.3.6.1.6.3.16.1.4.1.5" + readers + " = STRING: \"all\""), vacm.toString());
        assertTrue(vacm.contains(".1.3.6.1.6.3.16.1.4.1.6" + readers + " = \"\""), vacm.toString());
        String system = ".3.97.108.108.7.1.3.6.1.2.1.1";
        assertTrue(vacm.contains(".1.3.6.1.6.3.16.1.5.2.1.4" + system + " = INTEGER: 1"), vacm.toString());
    }

    @Test
    void namesUsersAndNoKey() {
        var users = netSnmp.run("snmpbulkwalk", NetSnmp.V3, ".1.3.6.1.6.3.15.1.2.2");

        assertEquals(11, users.size(), users.toString());
        assertTrue(users.get(0).endsWith(" = STRING: \"nms\""), users.get(0));
        assertTrue(users.get(2).endsWith(" = OID: .1.3.6.1.6.3.10.1.1.5"), users.get(2));
        assertTrue(users.get(3).endsWith(" = \"\""), users.get(3));
    }

    @Test
    void tellsCommunityNothingOfUsers() {
        for (String root : List.of(".1.3.6.1.6.3.16.1", ".1.3.6.1.6.3.15.1.2")) {
            var walked = netSnmp.run("snmpwalk", NetSnmp.V2C, root);

            assertEquals(1, walked.size(), walked.toString());
            assertTrue(walked.get(0).startsWith(root + " = No "), walked.get(0));
        }
    }

    private static void assertCompleteWalk(List<String> lines, int instances) {
        var oids = lines.stream()
                .filter(line -> line.contains(" = ") && !line.contains("No more variables"))
                .map(line -> new OID(line.substring(1, line.indexOf(' '))))
                .toList();
        for (int position = 1; position < oids.size(); position++) {
            assertTrue(oids.get(position - 1).compareTo(oids.get(position)) < 0, "at " + oids.get(position));
        }
        assertEquals(instances, oids.size());
    }

    /** As people read them: with the MIB, whole rows, one after the other. */
    @Test
    void readsWholeRowsAsATable() {
        var options = List.of(
                "-M", "src/test/resources/mibs", "-m", "DISMAN-PING-MIB", "-Os", "-CH", "-Cr", "10", "-Cf", ";");
        var lines = netSnmp.run(
                "snmptable",
                Stream.concat(NetSnmp.V2C.stream(), options.stream()).toList(),
                "DISMAN-PING-MIB::pingResultsTable");
        var rows = lines.stream().map(line -> line.split(";", -1)).toList();

        assertEquals(PROBES, rows.size(), lines.toString());
        assertEquals(Set.of(10), rows.stream().map(row -> row.length).collect(Collectors.toSet()));
        assertEquals(Set.of("29"), rows.stream().map(row -> row[6]).collect(Collectors.toSet()));
    }

    @Test
    void showsAnUpdateAtOneOfTheNextRequests() {
        listener.reported(Samples.dead("wan", "customer-7", 2));

        await().untilAsserted(() -> assertEquals(
                List.of(RESULTS + ".7" + CUSTOMER_7 + " = Gauge32: 0"),
                netSnmp.run("snmpget", NetSnmp.V2C, RESULTS + ".7" + CUSTOMER_7)));

        listener.removed(new ProbeId("wan", "customer-7"));

        await().untilAsserted(() -> assertEquals(
                List.of(RESULTS + ".7" + CUSTOMER_7 + " = No Such Instance currently exists at this OID"),
                netSnmp.run("snmpget", NetSnmp.V2C, RESULTS + ".7" + CUSTOMER_7)));
    }

    @Test
    void answersNothingToAWrongCommunity() {
        assertTimeout(netSnmp.run("snmpget", List.of("-v2c", "-c", "private"), "1.3.6.1.2.1.1.1.0"));
    }

    @Test
    void answersNothingToSnmpV1() {
        assertTimeout(netSnmp.run("snmpget", List.of("-v1", "-c", "public"), "1.3.6.1.2.1.1.1.0"));
    }

    private static void assertTimeout(List<String> lines) {
        assertTrue(lines.get(0).startsWith("Timeout: No Response"), lines.toString());
    }

    @Test
    void refusesWrongPassphrasesAndUsers() {
        String object = "1.3.6.1.2.1.1.1.0";

        assertEquals(
                "Authentication failed for nms",
                netSnmp.run("snmpget", NetSnmp.v3("nms", "wrong-passphrase", "priv-passphrase"), object)
                        .get(0));
        assertTimeout(netSnmp.run("snmpget", NetSnmp.v3("root", "auth-passphrase", "priv-passphrase"), object));
        assertTimeout(netSnmp.run("snmpget", NetSnmp.v3("nms", "auth-passphrase", "wrong-passphrase"), object));
    }

    @Test
    void countsWhatItRefuses() {
        String object = "1.3.6.1.2.1.1.1.0";
        netSnmp.run("snmpget", List.of("-v2c", "-c", "private"), object);
        netSnmp.run("snmpget", NetSnmp.v3("nms", "wrong-passphrase", "priv-passphrase"), object);
        netSnmp.run("snmpget", NetSnmp.v3("root", "auth-passphrase", "priv-passphrase"), object);
        netSnmp.run("snmpget", NetSnmp.v3("nms", "auth-passphrase", "wrong-passphrase"), object);
        netSnmp.run("snmpget", NetSnmp.V3, "-nelsewhere", object);

        assertEquals(
                List.of(
                        ".1.3.6.1.2.1.11.4.0 = Counter32: 1",
                        // what a wrong key decrypts to
                        ".1.3.6.1.2.1.11.6.0 = Counter32: 1",
                        ".1.3.6.1.6.3.12.1.5.0 = Counter32: 1",
                        ".1.3.6.1.6.3.15.1.1.3.0 = Counter32: 1",
                        ".1.3.6.1.6.3.15.1.1.5.0 = Counter32: 1"),
                netSnmp.run(
                        "snmpget",
                        NetSnmp.V2C,
                        "1.3.6.1.2.1.11.4.0",
                        "1.3.6.1.2.1.11.6.0",
                        "1.3.6.1.6.3.12.1.5.0",
                        "1.3.6.1.6.3.15.1.1.3.0",
                        "1.3.6.1.6.3.15.1.1.5.0"));
    }

    @Test
    void refusesTheUserWithoutEncryptionOrAuthentication() {
        var noPrivacy = List.of("-v3", "-l", "authNoPriv", "-u", "nms", "-a", "SHA-256", "-A", "auth-passphrase");
        var nothing = List.of("-v3", "-l", "noAuthNoPriv", "-u", "nms");

        for (var version : List.of(noPrivacy, nothing)) {
            var lines = netSnmp.run("snmpget", version, "1.3.6.1.2.1.1.1.0");
            assertTrue(
                    lines.get(1).startsWith("Reason: authorizationError (access denied to that object)"),
                    lines.toString());
        }
    }

    /** A message of yesterday, played back today: as if this engine had been started more often, or less. */
    @Test
    void refusesAMessageFromOutsideTheTimeWindow() throws IOException {
        String engineId = Files.readAllLines(data.resolve("snmp/engine")).get(0).substring("engineId=".length());
        String refused = ".1.3.6.1.6.3.15.1.1.2.0";

        for (String bootsAndTime : List.of("1000,0", "1,100000")) {
            netSnmp.run("snmpget", NetSnmp.V3, "-e0x" + engineId, "-Z" + bootsAndTime, "1.3.6.1.2.1.1.5.0");
        }

        assertEquals(List.of(refused + " = Counter32: 2"), netSnmp.run("snmpget", NetSnmp.V2C, refused));
    }

    @Test
    void refusesAnUnknownContext() {
        assertEquals(
                List.of("snmpget: Bad context specified"),
                netSnmp.run("snmpget", NetSnmp.V3, "-nelsewhere", "1.3.6.1.2.1.1.1.0"));
    }

    @Test
    void refusesToWrite() {
        for (var version : List.of(NetSnmp.V2C, NetSnmp.V3)) {
            var lines = netSnmp.run("snmpset", version, "1.3.6.1.2.1.1.5.0", "s", "mine");
            assertEquals("Reason: noAccess", lines.get(1), lines.toString());
        }
        assertEquals(
                List.of(".1.3.6.1.2.1.1.5.0 = STRING: \"gw1\""),
                netSnmp.run("snmpget", NetSnmp.V2C, "1.3.6.1.2.1.1.5.0"));
    }

    @Test
    void hasNothingOutsideItsView() {
        assertEquals(
                List.of(".1.3.6.1.2.1.2.1.0 = No Such Object available on this agent at this OID"),
                netSnmp.run("snmpget", NetSnmp.V2C, "1.3.6.1.2.1.2.1.0"));
        assertEquals(
                List.of(".1.3.6.1.6.3.15.1.2.2 = No more variables left in this MIB View (It is past the end of the MIB"
                        + " tree)"),
                netSnmp.run("snmpgetnext", NetSnmp.V2C, "1.3.6.1.6.3.15.1.2.2"));
    }
}
