package org.gatewatch.monitor.internal;

import static org.gatewatch.monitor.internal.Bench.RTT;
import static org.gatewatch.monitor.internal.Bench.because;
import static org.gatewatch.monitor.internal.Bench.desired;
import static org.gatewatch.monitor.internal.Bench.probe;
import static org.gatewatch.monitor.internal.names.ScriptedNameService.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Outcome;
import org.gatewatch.api.Probe;
import org.gatewatch.api.probe.SendResult;
import org.gatewatch.api.report.Report;
import org.gatewatch.testkit.Script;
import org.gatewatch.testkit.ScriptedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a probe does when its peer has a name. */
final class NamedProbesTest {
    @RegisterExtension
    final Bench bench = Bench.connected();

    private static Probe named() {
        Probe probe = probe("berlin");
        return new Probe(
                "berlin",
                Optional.empty(),
                probe.source(),
                0,
                new Destination.Name("berlin.example", Destination.Family.ANY),
                probe.packet(),
                probe.interval(),
                probe.timeout(),
                false,
                probe.thresholds());
    }

    @Test
    void aNameThatIsNotResolvedHarmsOnlyItsOwnProbeAndIsOurOwnFailure() {
        bench.start(desired(named()));
        bench.run(Duration.ofSeconds(33));
        Report report = bench.firstReport();
        assertEquals(0, report.counts().sent());
        assertEquals(
                SendResult.NAME_UNRESOLVED.reason(), report.details().get(0).reason());
        assertEquals(Optional.empty(), report.destination());
        assertEquals(LifecycleState.ERROR, bench.status().state());
        assertEquals(
                "berlin.example cannot be resolved: Name or service not known",
                bench.status().reason());
    }

    @Test
    void keepsGoingToTheLastGoodAddressWhileItsNameFailsAndSaysSo() {
        bench.names.answers("berlin.example", "203.0.113.1");
        bench.start(desired(named()));
        bench.run(Duration.ofSeconds(12));
        bench.names.fails("berlin.example");
        bench.run(Duration.ofSeconds(30));
        assertEquals(Health.HEALTHY, bench.status().health());
        assertEquals(LifecycleState.ACTIVE, bench.status().state());
        assertEquals(
                "berlin.example cannot be resolved: Name or service not known",
                bench.status().reason());
    }

    @Test
    void goesToTheAddressThatItsNameHasNow() {
        bench.names.answers("berlin.example", "203.0.113.1");
        bench.start(desired(named()));
        bench.run(Duration.ofMillis(28_500));
        assertEquals(Health.HEALTHY, bench.status().health());
        ScriptedChannel old = bench.berlin();
        bench.link.script("berlin", Script.silent());
        bench.names.answers("berlin.example", "192.0.2.1");
        bench.run(Duration.ofMillis(1_200)); // one packet is on its way when the name is asked for again
        bench.link.script("berlin", Script.answered(RTT));
        bench.run(Duration.ofSeconds(3));
        assertTrue(old.isClosed());
        assertNotSame(old, bench.berlin());
        Report report = bench.firstReport();
        assertEquals(Optional.of(address("192.0.2.1")), report.destination());
        assertEquals(
                List.of(because(Outcome.VOID, Cause.GATEWAY, VoidReason.ADDRESS_CHANGED.reason(), 1)),
                report.details());
        assertEquals(Health.HEALTHY, report.health());
    }
}
