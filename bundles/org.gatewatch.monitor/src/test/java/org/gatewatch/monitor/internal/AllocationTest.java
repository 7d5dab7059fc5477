package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** Scheduler and engine on one thread, whose allocations the JVM counts. */
final class AllocationTest {
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration WATCHED = Duration.ofMinutes(1);
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Four losses in a row change no verdict, and raise nothing that would be tried for a limit: both are news. */
    private static final Thresholds STEADY =
            new Thresholds(10, 10, 3, new Levels<>(100.0, 100.0), Optional.empty(), Duration.ZERO, Duration.ZERO);

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 12, () -> {});
    private final EngineTotals totals = new EngineTotals();
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Engine engine = new Engine(
            clock, events, totals, sender, transports, new Notifier(), new ScriptedNameService().asked(clock));

    private void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= STEP.toNanos()) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
    }

    @Test
    void allocatesNothingBetweenTwoPeriodEnds() {
        transports.add(new SteadyTransport(false), 0);
        List<Probe> probes = IntStream.range(0, 200)
                .mapToObj(
                        i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()).judgedBy(STEADY))
                .toList();
        engine.desired(new DesiredState(
                List.of(), List.of(new Monitor("m", Duration.ofMinutes(5), Map.of(), probes, Quorum.DEFAULT))));
        run(Duration.ofSeconds(310)); // verdicts settle, the first period is closed
        long sentBefore = totals.sent();
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        run(WATCHED);
        long allocated = THREADS.getThreadAllocatedBytes(thread) - before;
        assertTrue(totals.sent() - sentBefore > 11_000);
        assertEquals(0, allocated);
    }
}
