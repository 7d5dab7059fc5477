package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.resource.Resources;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A manager has tests done, in the requests of SmokePing's probe DismanPing, with net-snmp's {@code snmpset}. */
@InFelix
public class SnmpWriteIT {
    private static final ProbeId ROW = new ProbeId("smokeping", "192.0.2.1 ICMP ping");
    private static final String CTL_ENTRY = "1.3.6.1.2.1.80.1.2.1";
    private static final String COMPLETED = "3";

    private final Bench bench = new Bench();
    private NetSnmp snmp;

    @BeforeEach
    public void open() {
        bench.open();
        snmp = new NetSnmp(bench.home().snmpPort());
        await().atMost(PATIENCE).until(() -> snmp.get("1.3.6.1.2.1.80.1.1.0").equals("0"));
    }

    @AfterEach
    public void close() throws IOException {
        var resources = bench.felix().service(Resources.class);
        resources.monitors(Optional.empty(), 100, "").items().stream()
                .filter(view -> view.origin().managed())
                .forEach(view -> resources.deleteMonitor(view.monitor().name(), true));
        bench.close();
    }

    private static String column(int number) {
        return NetSnmp.column(CTL_ENTRY, number, ROW);
    }

    private String destroy() throws IOException, InterruptedException {
        return snmp.set("smokeping", column(23), "i", "6");
    }

    private String create(int probes) throws IOException, InterruptedException {
        return snmp.set(
                "smokeping",
                column(5),
                "u",
                "56",
                column(3),
                "i",
                "1",
                column(4),
                "x",
                "c0000201",
                column(10),
                "u",
                "0",
                column(6),
                "u",
                "3",
                column(7),
                "u",
                Integer.toString(probes),
                column(11),
                "u",
                Integer.toString(probes),
                column(8),
                "i",
                "1",
                column(23),
                "i",
                "4");
    }

    @Test
    public void doesATestAndShowsEachOfItsPackets() throws IOException, InterruptedException {
        destroy();
        var created = create(3);
        assertTrue(created.contains("= INTEGER: 4"), created);
        assertEquals("0", snmp.get(column(10)));
        assertEquals("3", snmp.get(column(7)));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertEquals(COMPLETED, snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 1, ROW))));

        assertEquals("3", snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 7, ROW)));
        assertEquals("20", snmp.get(NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 6, ROW)));
        assertEquals(List.of("20", "20", "20"), values(NetSnmp.PING_PROBE_HISTORY_ENTRY + ".2"));
        assertEquals(List.of("1", "1", "1"), values(NetSnmp.PING_PROBE_HISTORY_ENTRY + ".3"));
        await().atMost(PATIENCE)
                .until(() -> bench.transport().channel(ROW.probe()).isClosed());
    }

    @Test
    public void leavesNothingBehindThatItDestroys() throws IOException, InterruptedException {
        create(15);

        destroy();

        assertTrue(snmp.get(column(23)).startsWith("No Such Instance"), snmp.get(column(23)));
        assertEquals(
                List.of(),
                bench.felix()
                        .service(Resources.class)
                        .monitors(Optional.empty(), 100, "")
                        .items());
    }

    @Test
    public void refusesWhoMayOnlyRead() throws IOException, InterruptedException {
        var refused = snmp.set("reader", column(23), "i", "6");

        assertTrue(refused.contains("noAccess"), refused);
    }

    @Test
    public void refusesToDestroyWhatAPersonWrote() throws IOException, InterruptedException {
        bench.write(
                "monitors/offices.yaml",
                "monitorName: smokeping\nprobes: [{name: 192.0.2.1 ICMP ping, destination: 192.0.2.1}]\n");
        await().atMost(PATIENCE).until(() -> snmp.get(column(23)).equals("1"));

        assertTrue(destroy().contains("notWritable"), "destroyed");
    }

    private List<String> values(String object) throws IOException, InterruptedException {
        var values = new ArrayList<String>();
        for (String line : snmp.walk(object)) {
            values.add(line.substring(line.indexOf(' ') + 1));
        }
        return values;
    }
}
