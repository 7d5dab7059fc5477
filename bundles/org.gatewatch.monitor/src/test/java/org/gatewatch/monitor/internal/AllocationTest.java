package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.desired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scheduler and engine on one thread, whose allocations the JVM counts. */
final class AllocationTest {
    private static final Duration WATCHED = Duration.ofMinutes(1);
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Four losses in a row change no verdict, and raise nothing that would be tried for a limit: both are news. */
    private static final Thresholds STEADY =
            new Thresholds(10, 10, 3, new Levels<>(100.0, 100.0), Optional.empty(), Duration.ZERO, Duration.ZERO);

    @RegisterExtension
    final Bench bench = new Bench(1 << 12);

    @Test
    void allocatesNothingBetweenTwoPeriodEnds() {
        bench.transports.add(new SteadyTransport(false), 0);
        List<Probe> probes = IntStream.range(0, 200)
                .mapToObj(
                        i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()).judgedBy(STEADY))
                .toList();
        bench.engine.desired(desired(Duration.ofMinutes(5), Map.of(), probes));
        bench.run(Duration.ofSeconds(310)); // verdicts settle, the first period is closed
        long sentBefore = bench.totals.sent();
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        bench.run(WATCHED);
        long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
        assertTrue(bench.totals.sent() - sentBefore > 11_000);
        assertEquals(0, allocated);
    }
}
