package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.gatewatch.api.ProbeId;
import org.gatewatch.itest.harness.InFelix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.osgi.framework.Bundle;

/** Stopping in the midst of work: probes are sent, the agent answers, and the broker is away. */
@InFelix
public class ShutdownIT {
    /** A service manager waits as long; alone on a machine it takes a tenth of that. */
    private static final Duration LIMIT_OF_ALL = Duration.ofSeconds(10);

    private final Bench bench = new Bench();

    @Test
    public void stopsInTimeAndLeavesNoThreadBehind() throws IOException {
        bench.open();
        bench.write("monitors/offices.yaml", """
                monitorName: offices
                aggregationPeriod: 1
                probes:
                  - {name: berlin, destination: 192.0.2.1, interval: 50ms, timeout: 100ms}
                """);
        bench.nextReport(new ProbeId("offices", "berlin"));
        assertTrue(threads().size() >= 2, () -> "threads of ours: " + threads());

        assertTimeout(LIMIT_OF_ALL, (Executable) () -> {
            for (Bundle bundle : bench.felix().shipped()) {
                bundle.stop();
            }
        });

        assertEquals(List.of(), threads());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("gatewatch-"))
                .sorted()
                .toList();
    }
}
