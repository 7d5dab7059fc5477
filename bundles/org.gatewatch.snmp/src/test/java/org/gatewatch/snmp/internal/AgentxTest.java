package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatewatch.snmp.internal.agentx.Introduction;
import org.gatewatch.snmp.internal.agentx.Subagent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.OID;

/** Our tables through Debian's snmpd, as an NMS sees them. */
class AgentxTest {
    private static final int PROBES = 40;
    private static final String PING = ".1.3.6.1.2.1.80";
    private static final String SYSTEM_DESCRIPTION = "1.3.6.1.2.1.1.1.0";
    private static final Duration BACK_WITHIN = Duration.ofSeconds(2);

    @TempDir
    Path folder = Path.of("");

    private final ProbeStore store = new ProbeStore();
    private Snmpd snmpd;
    private NetSnmp netSnmp;
    private Subagent subagent;

    @BeforeEach
    void startSnmpd() throws IOException {
        snmpd = new Snmpd(folder);
        netSnmp = new NetSnmp(snmpd.address(), folder);
        IntStream.range(0, PROBES).forEach(number -> store.reported(Samples.good("wan", "customer-" + number, 1)));
        subagent = subagent(() -> Samples.view(store, EngineServices.NONE));
    }

    @AfterEach
    void stopAll() {
        subagent.close();
        snmpd.close();
    }

    private Subagent subagent(Supplier<MibView> tables) {
        return subagent(Served.readOnly(tables));
    }

    private Subagent subagent(Served tables) {
        var us = new Introduction(
                "Gatewatch test",
                Samples.MIB.base(),
                List.of(PingMib.ROOT, Samples.MIB.base()),
                List.of(new Introduction.Capability(Samples.MIB.capability(2), "GATEWATCH-MIB")));
        var started = new Subagent(snmpd.socket(), us, tables, new NotificationQueue());
        started.start();
        await().until(started::isConnected);
        return started;
    }

    @Test
    void bulkWalkIsCompleteAndTheSameAsTheViewItself() {
        var view = Samples.view(store, EngineServices.NONE);

        for (String root : List.of(PING, "." + Samples.MIB.base())) {
            var lines = netSnmp.run("snmpbulkwalk", NetSnmp.V2C, "-Cr50", root).stream()
                    .filter(line -> line.contains(" = ") && !line.contains("No more variables"))
                    .map(line -> new OID(line.substring(1, line.indexOf(' '))))
                    .toList();
            assertEquals(instances(view, new OID(root.substring(1))), lines);
        }
    }

    private static List<OID> instances(MibView view, OID root) {
        return Stream.iterate(
                        view.next(root),
                        next -> next.isPresent() && next.get().getOid().startsWith(root),
                        next -> view.next(next.get().getOid()))
                .map(next -> next.get().getOid())
                .toList();
    }

    /** In sysORTable, beside snmpd's own. */
    @Test
    void tellsManagersWhatItIsCapableOf() {
        var descriptions = netSnmp.run("snmpwalk", NetSnmp.V2C, ".1.3.6.1.2.1.1.9.1.3");

        assertTrue(
                descriptions.stream().anyMatch(line -> line.endsWith(" = STRING: \"GATEWATCH-MIB\"")),
                descriptions.toString());
    }

    @Test
    void getNextWalkIsComplete() {
        var results = netSnmp.run("snmpwalk", NetSnmp.V2C, PING + ".1.3.1.6");

        assertEquals(PROBES, results.size(), results.toString());
        assertTrue(results.get(0).endsWith(" = Gauge32: 2"), results.get(0));
    }

    @Test
    void showsTheTypesOfTheMib() {
        var row = "3.119.97.110.10.99.117.115.116.111.109.101.114.45.55";
        var base = "." + Samples.MIB.base() + ".1.2.1.";

        assertEquals(
                List.of(
                        PING + ".1.2.1.16." + row + " = OID: .1.3.6.1.2.1.80.3.1",
                        base + "8." + row + " = \"\"",
                        base + "33." + row + " = Counter64: 29",
                        base + "99." + row + " = No Such Object available on this agent at this OID",
                        base + "33.1.1 = No Such Instance currently exists at this OID"),
                netSnmp.run(
                        "snmpget",
                        NetSnmp.V2C,
                        PING + ".1.2.1.16." + row,
                        base + "8." + row,
                        base + "33." + row,
                        base + "99." + row,
                        base + "33.1.1"));
    }

    @Test
    void refusesToWrite() {
        var lines = netSnmp.run("snmpset", NetSnmp.V2C, PING + ".1.1.0", "u", "1");

        assertTrue(
                lines.get(1).startsWith("Reason: noAccess") || lines.get(1).startsWith("Reason: notWritable"),
                "" + lines);
    }

    /** What snmpd lets write comes in the two phases of a SET. */
    @Test
    void takesWhatIsSetThroughSnmpd() throws IOException {
        stopAll();
        snmpd = new Snmpd(Files.createDirectory(folder.resolve("writable")), "rwcommunity writer 127.0.0.1");
        netSnmp = new NetSnmp(snmpd.address(), folder.resolve("writable"));
        var calls = new CopyOnWriteArrayList<String>();
        subagent = subagent(new Served(() -> Samples.view(store, EngineServices.NONE), recording(calls)));
        String status = PING + ".1.2.1.23.3.119.97.110.1.97";

        var lines = netSnmp.run(
                "snmpset",
                List.of("-v2c", "-c", "writer"),
                PING + ".1.2.1.4.3.119.97.110.1.97",
                "x",
                "cb007101",
                status,
                "i",
                "4");

        assertEquals(status + " = INTEGER: 4", lines.get(1), lines.toString());
        assertEquals(
                List.of(
                        "prepare [" + PING.substring(1) + ".1.2.1.4.3.119.97.110.1.97 = cb:00:71:01, "
                                + status.substring(1) + " = 4]",
                        "commit"),
                calls);
    }

    private static Writes recording(List<String> calls) {
        return bindings -> {
            calls.add("prepare " + bindings);
            return new Writes.Prepared(Writes.NO_ERROR, 0, new Writes.Change() {
                @Override
                public int commit() {
                    calls.add("commit");
                    return Writes.NO_ERROR;
                }

                @Override
                public int undo() {
                    calls.add("undo");
                    return Writes.NO_ERROR;
                }
            });
        };
    }

    @Test
    void isBackSoonAfterSnmpdWasKilled() throws IOException {
        snmpd.restart();

        await().atMost(BACK_WITHIN).until(() -> netSnmp.run("snmpget", NetSnmp.V2C, PING + ".1.1.0")
                .get(0)
                .endsWith("Gauge32: 0"));
    }

    /** As when our process is stopped by a signal. */
    @Test
    void leavesOtherOidsOfSnmpdAloneWhileItHangs() {
        subagent.close();
        var hangs = new CountDownLatch(1);
        subagent = subagent(() -> {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Samples.view(store, EngineServices.NONE);
        });
        var failed = netSnmp.run("snmpget", List.of("-v2c", "-c", "public", "-t5"), PING + ".1.1.0");

        assertTrue(
                netSnmp.run("snmpget", NetSnmp.V2C, SYSTEM_DESCRIPTION).get(0).contains("STRING"), "" + failed);

        hangs.countDown();
        await().atMost(BACK_WITHIN).until(() -> netSnmp.run("snmpget", NetSnmp.V2C, PING + ".1.1.0")
                .get(0)
                .endsWith("Gauge32: 0"));
    }

    @Test
    void takesItsSubtreesBackWhenItStops() {
        subagent.close();

        await().until(() -> netSnmp.run("snmpget", NetSnmp.V2C, PING + ".1.1.0")
                .get(0)
                .endsWith("No Such Object available on this agent at this OID"));
        assertEquals(
                Optional.empty(),
                snmpd.log().stream().filter(line -> line.contains("rror")).findFirst());
    }
}
