package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.report.OutcomeDetail;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.ManualClock;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an engine that ends tells of what it was measuring. */
final class LastPeriodsTest {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    @RegisterExtension
    final Bench bench = new Bench();

    private void run(Script script, Duration time, String... names) {
        bench.transports.add(new ScriptedTransport(script), 0);
        bench.listen();
        List<Probe> probes = Arrays.stream(names).map(Bench::probe).toList();
        bench.engine.desired(desired(PERIOD, Map.of(), probes));
        bench.engine.tick();
        bench.run(time);
    }

    private void end() {
        bench.engine.end();
        bench.notifier.close();
    }

    private Report cut() {
        assertEquals(1, bench.listener.cuts().size());
        return bench.listener.cuts().get(0);
    }

    @Test
    void tellsWhatThereIsOfThePeriodThatRuns() {
        run(Script.answered(RTT), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(ManualClock.START, cut().periodStart());
        assertEquals(10, cut().counts().answered());
    }

    @Test
    void publishesNoHalfPeriod() {
        run(Script.answered(RTT), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(List.of(), bench.listener.reports());
    }

    @Test
    void showsNoHalfPeriod() {
        run(Script.answered(RTT), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(
                Optional.empty(), bench.engine.roster().all().iterator().next().lastReport());
    }

    @Test
    void publishesAPeriodThatIsOverAndWaitedForItsLastSample() {
        run(Script.silent(), PERIOD.plusMillis(500), "berlin");
        end();
        assertEquals(1, bench.listener.reports().size());
        assertTrue(bench.listener.reports().get(0).counts().voided() > 0);
    }

    @Test
    void countsWhatIsOnItsWayAsNeitherAnsweredNorLost() {
        run(Script.silent(), Duration.ofSeconds(10), "berlin");
        end();
        assertEquals(
                Optional.of(new OutcomeDetail(
                        Outcome.VOID,
                        Cause.GATEWAY,
                        "Gatewatch was stopped while it was on its way",
                        cut().counts().voided(),
                        Optional.empty())),
                cut().details().stream()
                        .filter(detail -> detail.outcome() == Outcome.VOID)
                        .findFirst());
    }

    @Test
    void tellsOfEachProbe() {
        run(Script.answered(RTT), Duration.ofSeconds(10), "berlin", "paris");
        end();
        assertEquals(2, bench.listener.cuts().size());
    }

    @Test
    void saysNothingOfAPeriodInWhichNothingWasSent() {
        run(Script.answered(RTT), Duration.ZERO, "berlin");
        end();
        assertEquals(List.of(), bench.listener.cuts());
    }
}
