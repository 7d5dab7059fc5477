package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.desired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatewatch.api.Probe;
import org.gatewatch.api.desired.DesiredState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MemoryTest {
    private static final long LIMIT = 2_000;
    private static final int PROBES = 10_000;

    @RegisterExtension
    final Bench bench = new Bench(1 << 15);

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void holdsAProbeWithItsWindowAndLastReportInTwoKilobytes() {
        bench.transports.add(new SteadyTransport(true), 0);
        List<Probe> probes = IntStream.range(0, PROBES)
                .mapToObj(i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()))
                .toList();
        DesiredState desired = desired(Duration.ofMinutes(1), Map.of(), probes);
        long before = usedBytes();
        bench.engine.desired(desired);
        bench.run(Duration.ofSeconds(64));
        assertTrue(bench.engine.roster().all().stream()
                .allMatch(s -> s.lastReport().isPresent()));
        long bytes = (usedBytes() - before) / PROBES;
        assertTrue(bytes < LIMIT, () -> bytes + " bytes for each probe");
        assertEquals(PROBES, desired.monitors().get(0).probes().size()); // not collected: it is not counted
    }
}
