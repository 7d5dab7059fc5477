package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

final class MemoryTest {
    private static final long LIMIT = 2_000;
    private static final int PROBES = 10_000;
    private static final Duration STEP = Duration.ofMillis(10);

    private final ManualClock clock = new ManualClock();
    private final EventRing events = new EventRing(1 << 15, () -> {});
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Engine engine = new Engine(
            clock,
            events,
            new EngineTotals(),
            sender,
            transports,
            new Notifier(),
            new ScriptedNameService().asked(clock));

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void holdsAProbeWithItsWindowAndLastReportInTwoKilobytes() {
        transports.add(new SteadyTransport(true), 0);
        List<Probe> probes = IntStream.range(0, PROBES)
                .mapToObj(i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()))
                .toList();
        var desired = new DesiredState(
                List.of(), List.of(new Monitor("m", Duration.ofMinutes(1), Map.of(), probes, Quorum.DEFAULT)));
        long before = usedBytes();
        engine.desired(desired);
        for (int i = 0; i < 6_400; i++) {
            clock.advance(STEP);
            sender.tick();
            engine.tick();
        }
        assertTrue(engine.roster().all().stream().allMatch(s -> s.lastReport().isPresent()));
        long bytes = (usedBytes() - before) / PROBES;
        assertTrue(bytes < LIMIT, () -> bytes + " bytes for each probe");
        assertEquals(PROBES, desired.monitors().get(0).probes().size()); // not collected: it is not counted
    }
}
