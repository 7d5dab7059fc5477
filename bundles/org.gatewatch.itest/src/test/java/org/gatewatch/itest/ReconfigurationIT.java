package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gatewatch.api.ProbeId;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of a file takes effect and touches nothing else. */
@InFelix
public class ReconfigurationIT {
    private static final String FILE = "monitors/offices.yaml";
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final ProbeId PARIS = new ProbeId("offices", "paris");
    private static final String ONE = """
            monitorName: offices
            aggregationPeriod: 1
            probes:
              - {name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms}
            """;
    private static final String TWO =
            ONE + "  - {name: paris, destination: 192.0.2.2, interval: 50ms, timeout: 100ms}\n";
    private static final String TWO_EDITED = TWO.replace("192.0.2.2", "192.0.2.3");
    private static final String BROKEN = TWO.replace("aggregationPeriod: 1", "aggregationPeriod: never");

    private final Bench bench = new Bench();

    @BeforeEach
    public void open() {
        bench.open();
    }

    @AfterEach
    public void close() throws IOException {
        bench.close();
    }

    @Test
    public void addsProbeBesideRunningOne() throws IOException {
        start(ONE, BERLIN);

        bench.write(FILE, TWO);

        await().atMost(PATIENCE).until(() -> isSending("paris"));
        assertUntouched(BERLIN);
    }

    @Test
    public void restartsOnlyTheEditedProbe() throws IOException {
        start(TWO, BERLIN, PARIS);

        bench.write(FILE, TWO_EDITED);

        await().atMost(PATIENCE).until(() -> bench.transport()
                .channel("paris")
                .probe()
                .destination()
                .toString()
                .equals("192.0.2.3"));
        assertUntouched(BERLIN);
    }

    @Test
    public void tellsWhatIsWrongWithSettings() throws IOException {
        bench.write("org.gatewatch.history.cfg", "periods.days = 0\nbogus = 1\n");
        String file = bench.home().config().resolve("org.gatewatch.history.cfg").toString();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of(
                                "1:1: periods.days: '0': not of this form (allowed: a whole number from 1 up to 3650)",
                                "2:1: bogus: unknown key (allowed: disk.mib, enabled, periods.days, samples.disk.mib,"
                                        + " samples.hours)"),
                        bench.configuration().problems().stream()
                                .map(problem -> problem.toString().replace(file + ":", ""))
                                .toList()));
    }

    @Test
    public void removesProbeBesideRunningOne() throws IOException {
        start(TWO, BERLIN, PARIS);

        bench.write(FILE, ONE);

        bench.listener().awaitRemoval(PATIENCE, PARIS);
        assertTrue(bench.transport().channel("paris").isClosed());
        assertUntouched(BERLIN);
    }

    @Test
    public void stopsMonitorWhoseFileIsDeleted() throws IOException {
        start(ONE, BERLIN);

        bench.remove(FILE);

        bench.listener().awaitRemoval(PATIENCE, BERLIN);
        assertTrue(bench.transport().channel("berlin").isClosed());
    }

    @Test
    public void keepsLastGoodVersionOfBrokenFile() throws IOException {
        start(TWO, BERLIN, PARIS);

        bench.write(FILE, BROKEN);

        await().atMost(PATIENCE).untilAsserted(() -> {
            var problems = bench.configuration().problems();
            assertEquals(1, problems.size(), problems.toString());
            assertTrue(problems.get(0).file().endsWith(FILE), problems.toString());
            assertEquals(2, problems.get(0).line());
            assertEquals("aggregationPeriod", problems.get(0).key());
            assertEquals("never", problems.get(0).value());
        });
        assertUntouched(BERLIN);
        assertUntouched(PARIS);
    }

    @Test
    public void forgetsProblemOfMendedFile() throws IOException {
        start(TWO, BERLIN, PARIS);
        bench.write(FILE, BROKEN);
        await().atMost(PATIENCE).until(() -> !bench.configuration().problems().isEmpty());

        bench.write(FILE, TWO);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertEquals(List.of(), bench.configuration().problems()));
        assertUntouched(BERLIN);
    }

    @Test
    public void resolvesProbesOfConnections() throws IOException {
        bench.write("connections/customers.yaml", """
                connections:
                  - id: 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11
                    name: lyon
                    gatewayAddress: 127.0.0.1
                    customerGatewayAddress: 192.0.2.7
                """);
        bench.write("monitors/customers.yaml", """
                monitorName: customers
                aggregationPeriod: 1
                probes:
                  - {name: lyon, vpnConnectionId: 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11, interval: 50ms, timeout: 100ms}
                """);

        await().atMost(PATIENCE).until(() -> isSending("lyon"));
        assertEquals(
                "192.0.2.7",
                bench.transport().channel("lyon").probe().destination().toString());
    }

    private void start(String yaml, ProbeId... probes) throws IOException {
        bench.write(FILE, yaml);
        for (ProbeId probe : probes) {
            bench.nextReport(probe);
        }
    }

    /** Its next report follows on the ones before the change, and its channel was never opened again. */
    private void assertUntouched(ProbeId probe) {
        var report = bench.nextReport(probe);
        assertTrue(
                bench.isUnbroken(probe), () -> bench.listener().reports(probe).toString());
        assertEquals(1, bench.timesOpened(probe.probe()));
        assertEquals(Duration.ofSeconds(1), report.period());
        assertEquals(report.counts().sent(), report.counts().answered());
    }

    private boolean isSending(String probe) {
        return bench.timesOpened(probe) > 0
                && !bench.transport().channel(probe).sent().isEmpty();
    }
}
