package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.BERLIN;
import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.SOON;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Times;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.gatewatch.testkit.ScriptedTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of probes that run, and of their windows and verdicts, when other things are wanted or other transports come. */
final class ChangesTest {
    @RegisterExtension
    final Bench bench = Bench.connected();

    @Test
    void keepsWindowsOfUnchangedProbesWhenOthersChange() {
        bench.start(desired(probe("berlin"), probe("paris", "203.0.113.2", Duration.ofSeconds(1))));
        bench.run(Duration.ofSeconds(15));
        ScriptedChannel before = bench.berlin();
        bench.engine.desired(
                desired(Map.of("team", "lan"), probe("berlin"), probe("paris", "203.0.113.9", Duration.ofSeconds(1))));
        bench.run(Duration.ofSeconds(16));
        assertSame(before, bench.berlin());
        Report report = bench.awaitReport(r -> r.id().equals(BERLIN));
        assertEquals(30, report.counts().sent());
        assertEquals(Map.of("team", "lan"), report.tags());
        assertEquals(Health.HEALTHY, bench.status().health());
        assertEquals(
                Health.HEALTHY, bench.status(new ProbeId("offices", "paris")).health());
        assertEquals(2, channelsOf("paris"));
    }

    private long channelsOf(String name) {
        return bench.link.channels().stream()
                .filter(c -> c.probe().name().equals(name))
                .count();
    }

    @Test
    void keepsWindowsOfAProbeThatIsLabelledOtherwise() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(2));
        var labels =
                new ProbeLabels(Optional.empty(), Map.of("a", "b"), Optional.empty(), Optional.empty(), Times.NONE);
        bench.engine.desired(desired(probe("berlin").labelled(labels)));
        bench.run(Duration.ofSeconds(30));
        assertEquals(30, bench.firstReport().counts().sent());
        assertEquals(labels, bench.status().probe().labels());
    }

    @Test
    void raisesNoAlarmWhenThresholdsAreEditedAndKeepsItsWindow() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(15));
        ScriptedChannel before = bench.berlin();
        Thresholds other = Thresholds.DEFAULT;
        bench.engine.desired(desired(probe("berlin")
                .judgedBy(new Thresholds(
                        other.minSamples(),
                        7,
                        other.upAfter(),
                        other.loss(),
                        other.rtt(),
                        other.raiseAfter(),
                        other.clearAfter()))));
        bench.run(Duration.ofSeconds(16));
        assertSame(before, bench.berlin());
        assertEquals(30, bench.firstReport().counts().answered());
        assertEquals(7, bench.status().probe().thresholds().downAfter());
        assertTrue(bench.listener.changes().stream()
                .dropWhile(s -> s.health() != Health.HEALTHY)
                .allMatch(s -> s.health() == Health.HEALTHY));
    }

    @Test
    void stopsARemovedProbeAndSaysSo() {
        bench.start(desired(probe("berlin"), probe("paris")));
        bench.run(Duration.ofSeconds(1));
        bench.engine.desired(desired(probe("paris")));
        bench.run(Duration.ofMillis(100));
        bench.listener.awaitRemoval(SOON, BERLIN);
        assertTrue(bench.berlin().isClosed());
        int sent = bench.berlin().sent().size();
        bench.run(Duration.ofSeconds(5));
        assertEquals(sent, bench.berlin().sent().size());
        assertEquals(1, bench.engine.roster().all().size());
    }

    @Test
    void listsASwitchedOffProbeAndSendsNothing() {
        bench.start(desired(probe("berlin").enabled(false), probe("paris")));
        bench.run(Duration.ofSeconds(5));
        assertEquals(LifecycleState.INACTIVE, bench.status().state());
        assertEquals(Health.UNKNOWN, bench.status().health());
        assertEquals(1, bench.link.channels().size());
    }

    @Test
    void stopsAProbeThatIsSwitchedOffWithoutSayingThatItIsGone() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(2));
        bench.engine.desired(desired(probe("berlin").enabled(false)));
        bench.run(Duration.ofSeconds(2));
        bench.listener.awaitChange(SOON, status -> status.state() == LifecycleState.INACTIVE);
        assertTrue(bench.berlin().isClosed());
        assertEquals(List.of(), bench.listener.removals());
    }

    @Test
    void startsAProbeThatIsSwitchedOnAgain() {
        bench.start(desired(probe("berlin").enabled(false)));
        bench.engine.desired(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(2));
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
        assertEquals(1, bench.engine.roster().all().size());
    }

    @Test
    void forgetsASwitchedOffProbeThatIsDeleted() {
        bench.start(desired(probe("berlin").enabled(false)));
        bench.engine.desired(DesiredState.EMPTY);
        bench.run(Duration.ofSeconds(1));
        assertEquals(List.of(), bench.engine.roster().all());
        bench.listener.awaitRemoval(SOON, BERLIN);
    }

    @Test
    void movesToABetterTransportAndKeepsItsWindow() {
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(10));
        ScriptedChannel first = bench.berlin();
        var better = new ScriptedTransport(Script.answered(RTT));
        bench.transports.add(better, 10);
        bench.engine.transportsChanged();
        bench.run(Duration.ofSeconds(21));
        assertTrue(first.isClosed());
        assertNotSame(first, better.channel("berlin"));
        assertEquals(30, bench.firstReport().counts().answered());
    }

    @Test
    void waitsInErrorUntilATransportComes() {
        bench.transports.remove(bench.link);
        bench.start(desired(probe("berlin")));
        bench.run(Duration.ofSeconds(5));
        assertEquals(LifecycleState.ERROR, bench.status().state());
        bench.transports.add(bench.link, 0);
        bench.engine.transportsChanged();
        bench.run(Duration.ofSeconds(2));
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
    }

    /** Since when a healthy probe is so. */
    private Instant healthySince(Probe probe) {
        bench.start(desired(probe));
        bench.run(Duration.ofSeconds(31));
        assertEquals(Health.HEALTHY, bench.status().health());
        return bench.status().since();
    }

    @Test
    void goesOnWithTheVerdictOfBeforeARestart() {
        var store = new MemoryStore();
        bench.engine.recollections().use(Optional.of(store));
        Instant before = healthySince(probe("berlin"));
        bench.engine.recollections().use(Optional.empty()); // as when the component ends
        bench.start(DesiredState.EMPTY);
        bench.engine.recollections().use(Optional.of(store));

        assertEquals(before, healthySince(probe("berlin")));
    }

    @Test
    void saysOfANewDestinationSinceWhenItIsSoItself() {
        bench.engine.recollections().use(Optional.of(new MemoryStore()));
        Instant before = healthySince(probe("berlin"));

        assertTrue(healthySince(probe("berlin", "203.0.113.9", Duration.ofSeconds(1)))
                .isAfter(before));
    }

    @Test
    void forgetsTheVerdictOfAProbeThatIsSwitchedOff() {
        bench.engine.recollections().use(Optional.of(new MemoryStore()));
        Instant before = healthySince(probe("berlin"));
        bench.start(desired(probe("berlin").enabled(false)));

        assertTrue(healthySince(probe("berlin")).isAfter(before));
    }
}
