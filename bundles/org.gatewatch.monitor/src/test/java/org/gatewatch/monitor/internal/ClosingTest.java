package org.gatewatch.monitor.internal;

import static java.util.stream.Collectors.groupingBy;
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
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.monitor.internal.names.ScriptedNameService;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.RecordingListener;
import org.junit.jupiter.api.Test;

/** More periods end in a second than probes get their turn to close one. */
final class ClosingTest {
    private static final int PROBES = 3_000;
    private static final int PERIODS = 30;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final Sender sender = new Sender(clock, () -> {});
    private final Transports transports = new Transports();
    private final Notifier notifier = new Notifier();
    private final RecordingListener listener = new RecordingListener();
    private final Engine engine = new Engine(
            clock,
            new EventRing(1 << 14, () -> {}),
            new EngineTotals(),
            sender,
            transports,
            notifier,
            new ScriptedNameService().asked(clock));

    private void run(Duration time) {
        for (long left = time.toNanos(); left > 0; left -= Closing.TICK_NANOS) {
            clock.advance(Duration.ofNanos(Closing.TICK_NANOS));
            sender.tick();
            engine.tick();
        }
    }

    @Test
    void keepsUpWithShortPeriodsOfThousandsOfProbes() {
        transports.add(new SteadyTransport(true), 0);
        List<Probe> probes = IntStream.range(0, PROBES)
                .mapToObj(i -> Probe.to("p" + i, InetAddress.getLoopbackAddress()))
                .toList();
        try (var subscription = notifier.subscribe(listener, "gatewatch-listener-test")) {
            engine.welcome(subscription);
            engine.desired(
                    new DesiredState(List.of(), List.of(new Monitor("m", PERIOD, Map.of(), probes, Quorum.DEFAULT))));
            run(PERIOD.multipliedBy(PERIODS).plus(Closing.SPREAD).plus(PERIOD));
        }

        var reports = listener.reports().stream().collect(groupingBy(Report::id));
        assertEquals(PROBES, reports.size());
        assertTrue(reports.values().stream().allMatch(of -> of.size() >= PERIODS), "reports are missing");
        assertTrue(
                listener.reports().stream().allMatch(report -> report.counts().voided() == 0), "samples were given up");
        assertTrue(engine.roster().all().stream().map(ProbeStatus::lastReport).allMatch(last -> last.isPresent()));
    }
}
