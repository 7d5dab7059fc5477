package org.gatewatch.monitor.internal;

import static java.util.stream.Collectors.groupingBy;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatewatch.api.Probe;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More periods end in a second than probes get their turn to close one. */
final class ClosingTest {
    private static final int PROBES = 3_000;
    private static final int PERIODS = 30;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @RegisterExtension
    final Bench bench = new Bench(1 << 14);

    private void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= Closing.TICK_NANOS) {
            bench.pass(Duration.ofNanos(Closing.TICK_NANOS));
        }
    }

    @Test
    void keepsUpWithShortPeriodsOfThousandsOfProbes() {
        bench.transports.add(new SteadyTransport(true), 0);
        List<Probe> probes = IntStream.range(0, PROBES)
                .mapToObj(i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()))
                .toList();
        bench.listen();
        bench.engine.desired(desired(PERIOD, Map.of(), probes));
        run(PERIOD.multipliedBy(PERIODS).plus(Closing.SPREAD).plus(PERIOD));
        bench.notifier.close(); // all is told

        var reports = bench.listener.reports().stream().collect(groupingBy(Report::id));
        assertEquals(PROBES, reports.size());
        assertTrue(reports.values().stream().allMatch(of -> of.size() >= PERIODS), "reports are missing");
        assertTrue(
                bench.listener.reports().stream()
                        .allMatch(report -> report.counts().voided() == 0),
                "samples were given up");
        assertTrue(bench.engine.roster().all().stream()
                .map(ProbeStatus::lastReport)
                .allMatch(last -> last.isPresent()));
    }
}
