package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;
import static org.gatewatch.itest.Bench.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.gatewatch.api.ProbeId;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.osgi.framework.BundleException;

/** Bundles and the broker come and go one by one; probing goes on. */
@InFelix
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class RestartIT {
    private static final ProbeId BERLIN = new ProbeId("offices", "berlin");
    private static final String REPORTS = "gatewatch/gw1/offices/berlin/report";

    private final Bench bench = new Bench();

    @BeforeAll
    public void watchOneOffice() throws IOException {
        bench.open();
        bench.write("monitors/offices.yaml", """
                monitorName: offices
                aggregationPeriod: 1
                probes:
                  - {name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms}
                """);
        bench.nextReport(BERLIN);
    }

    @AfterAll
    public void close() throws IOException {
        bench.close();
    }

    @Test
    public void keepsProbingWhileSnmpRestarts() throws BundleException {
        var snmp = new NetSnmp(bench.home().snmpPort());
        String average = NetSnmp.column(NetSnmp.PING_RESULTS_ENTRY, 6, BERLIN);
        await().atMost(PATIENCE).until(() -> snmp.get(average).equals("20"));

        bench.felix().bundle("org.gatewatch.snmp").stop();
        bench.nextReport(BERLIN);
        bench.felix().bundle("org.gatewatch.snmp").start();

        await().atMost(PATIENCE).until(() -> snmp.get(average).equals("20"));
        assertUndisturbed();
    }

    @Test
    public void keepsProbingWhileMqttRestarts() throws BundleException, IOException {
        bench.felix().bundle("org.gatewatch.mqtt").stop();
        bench.nextReport(BERLIN);
        try (var mosquitto =
                        Mosquitto.start(bench.home().mqttPort(), bench.home().data());
                var subscriber = Subscriber.start(bench.home().mqttPort())) {
            bench.felix().bundle("org.gatewatch.mqtt").start();

            await().atMost(PATIENCE).until(() -> !subscriber.messages(REPORTS).isEmpty());
            assertTrue(mosquitto.isAlive());
        }
        assertUndisturbed();
    }

    @Test
    public void keepsProbingWhileTheBrokerIsAway() throws IOException {
        var mosquitto = Mosquitto.start(bench.home().mqttPort(), bench.home().data());
        try (var subscriber = Subscriber.start(bench.home().mqttPort())) {
            await().atMost(PATIENCE).until(() -> !subscriber.messages(REPORTS).isEmpty());
        }
        mosquitto.close();
        bench.nextReport(BERLIN);

        try (var again = Mosquitto.start(bench.home().mqttPort(), bench.home().data());
                var subscriber = Subscriber.start(bench.home().mqttPort())) {
            await().atMost(PATIENCE).until(() -> !subscriber.messages(REPORTS).isEmpty());
            assertTrue(again.isAlive());
        }
        assertUndisturbed();
    }

    @Test
    public void keepsProbingWhileConfigRestarts() throws BundleException {
        bench.felix().bundle("org.gatewatch.config").stop();
        bench.felix().bundle("org.gatewatch.config").start();

        await().atMost(PATIENCE)
                .until(() -> bench.configuration().desired().monitors().size() == 1);
        assertUndisturbed();
    }

    private void assertUndisturbed() {
        bench.nextReport(BERLIN);
        assertTrue(
                bench.isUnbroken(BERLIN), () -> bench.listener().reports(BERLIN).toString());
        assertEquals(1, bench.timesOpened("berlin"));
    }
}
