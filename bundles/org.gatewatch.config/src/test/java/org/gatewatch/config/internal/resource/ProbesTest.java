package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Source;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes as clients make, change and delete them. */
class ProbesTest {
    private static final String SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0";

    @AutoClose
    private Bench bench;

    @BeforeEach
    void open(@TempDir Path root) {
        bench = new Bench(root);
        bench.service.createMonitor(monitor("offices"), "");
    }

    private ProbeView create(Settings settings) {
        return bench.service.createProbe("offices", settings, "");
    }

    private ProbeView update(ProbeView probe, String key, Object value) {
        return bench.service.updateProbe("offices", probe.id(), Settings.NONE.with(key, value));
    }

    private void said(ProbeView probe, LifecycleState state, String reason) {
        bench.monitoring.put(probe, Duration.ofSeconds(60), state, reason);
    }

    @Test
    void isCalledByItsIdUnlessNamed() {
        var probe = create(BERLIN);

        assertEquals(probe.id(), probe.probe().name());
    }

    private ProbeView first() {
        return bench.service.monitor("offices").probes().get(0);
    }

    @Test
    void isFoundByIdAndByName() {
        var probe = create(BERLIN.with("name", "berlin"));

        assertEquals(bench.service.probe("offices", "berlin"), bench.service.probe("offices", probe.id()));
    }

    @Test
    void saysOfWhichFieldItComplains() {
        create(BERLIN);

        var refusal = refused(Kind.VALIDATION, () -> create(BERLIN.with("protocol", "TCP")));

        assertEquals("destinationPort", refusal.fields().get(0).field());
    }

    @Test
    void knowsNoProbeOfAnotherMonitor() {
        bench.service.createMonitor(monitor("others"), "");
        String id = create(BERLIN).id();

        refused(Kind.NOT_FOUND, () -> bench.service.probe("others", id));
    }

    @Test
    void changesOnlyWhatItIsAsked() {
        var probe = create(BERLIN.with("interval", "2s").with("tags", (Object) Map.of("a", "b")));

        var changed = update(probe, "destination", "203.0.113.7");

        assertEquals(probe.id(), changed.id());
        assertEquals("203.0.113.7", changed.probe().destination().toString());
        assertEquals(Duration.ofSeconds(2), changed.probe().interval());
        assertEquals(Map.of("a", "b"), changed.probe().labels().tags());
    }

    @Test
    void leavesOtherProbesAsTheyAre() {
        var other = create(BERLIN);
        bench.pass(Duration.ofMinutes(1));

        update(create(BERLIN.with("source", "lo")), "packetSize", 200);

        assertEquals(other, first());
    }

    @Test
    void losesItsPortWithTcp() {
        var probe = create(BERLIN.with("protocol", "TCP").with("destinationPort", 443));

        var changed = update(probe, "protocol", "ICMP");

        assertEquals(OptionalInt.empty(), changed.probe().packet().port());
    }

    @Test
    void isJudgedAsItWouldBe() {
        var probe = create(BERLIN);

        refused(Kind.VALIDATION, () -> update(probe, "protocol", "TCP"));
        assertEquals(probe, first());
    }

    @Test
    void takesAKeyBack() {
        var probe = create(BERLIN.with("packetSize", 100));

        var changed = bench.service.updateProbe("offices", probe.id(), Settings.NONE.without("packetSize"));

        assertEquals(56, changed.probe().packet().sizeBytes());
    }

    @Test
    void keepsIdAndName() {
        var probe = create(BERLIN);

        refused(Kind.VALIDATION, () -> update(probe, "name", "other"));
        refused(Kind.VALIDATION, () -> update(probe, "id", probe.id()));
        refused(Kind.VALIDATION, () -> update(probe, "createdAt", "2026-01-31T12:00:00Z"));
    }

    @Test
    void isGoneOnceDeleted() {
        var probe = create(BERLIN);

        bench.service.deleteProbe("offices", probe.id());

        refused(Kind.NOT_FOUND, () -> bench.service.probe("offices", probe.id()));
    }

    @Test
    void isLimitedInNumber() {
        create(BERLIN.with("source", "lo"));
        create(BERLIN);
        create(BERLIN);

        refused(Kind.QUOTA, () -> create(BERLIN.with("source", "lo")));
    }

    @Test
    void isPendingUntilTheEngineSaysOtherwise() {
        var probe = create(BERLIN);
        assertEquals(LifecycleState.PENDING, probe.state());

        said(probe, LifecycleState.ACTIVE, "");

        assertEquals(LifecycleState.ACTIVE, first().state());
    }

    @Test
    void isPendingAgainOnceItMeasuresOtherwise() {
        var probe = create(BERLIN);
        said(probe, LifecycleState.ACTIVE, "");

        assertEquals(
                LifecycleState.PENDING,
                update(probe, "destination", "203.0.113.7").state());
    }

    @Test
    void staysActiveWhileItsTagsChange() {
        var probe = create(BERLIN);
        said(probe, LifecycleState.ACTIVE, "");

        assertEquals(
                LifecycleState.ACTIVE, update(probe, "tags", Map.of("a", "b")).state());
    }

    @Test
    void isInactiveWhileSwitchedOff() {
        var probe = create(BERLIN);
        said(probe, LifecycleState.ACTIVE, "");

        assertEquals(LifecycleState.INACTIVE, update(probe, "enabled", false).state());
        assertEquals(LifecycleState.INACTIVE, bench.service.monitor("offices").state());
    }

    @Test
    void saysWhyItCannotRun() {
        said(create(BERLIN), LifecycleState.ERROR, "interface lo is down");

        assertEquals("interface lo is down", first().reason());
        assertEquals(LifecycleState.ERROR, bench.service.monitor("offices").state());
    }

    @Test
    void startsInASubnetOfTheOperators() {
        bench.write(
                "subnets/cloud.yaml", "subnets:\n  - {arn: '" + SUBNET + "', interface: wan, vpcId: vpc-12345678}\n");

        var probe = create(BERLIN.with("source", SUBNET));

        assertEquals(SUBNET, probe.subnet().arn());
        assertEquals("vpc-12345678", probe.subnet().vpcId());
        assertEquals(new Source.Interface("wan"), probe.probe().source());
    }

    @Test
    void startsInAMadeSubnetOfAnInterface() {
        var loopback = bench.service.subnets().stream()
                .filter(subnet -> subnet.source().equals(new Source.Interface("lo")))
                .findFirst()
                .orElseThrow();

        var probe = create(BERLIN.with("source", loopback.arn()));

        assertEquals(new Source.Interface("lo"), probe.probe().source());
        assertEquals(loopback, probe.subnet());
    }

    @Test
    void startsAnywhereInTheSubnetOfTheKernelsChoice() {
        String arn = create(BERLIN).subnet().arn();

        assertEquals(
                new Source.Any(), create(BERLIN.with("source", arn)).probe().source());
    }

    @Test
    void knowsNoSubnetOfOthers() {
        var refusal = refused(Kind.VALIDATION, () -> create(BERLIN.with("source", SUBNET)));

        assertEquals("source", refusal.fields().get(0).field());
        assertTrue(refusal.getMessage().contains("no subnet has this ARN"), refusal.getMessage());
    }

    @Test
    void tellsTheFamilyOfItsDestination() {
        assertEquals(
                Optional.of(Family.IPV6),
                create(BERLIN.with("destination", "2001:db8::1")).addressFamily());
        assertEquals(
                Optional.empty(),
                create(BERLIN.with("destination", "vpn.example.com")).addressFamily());
    }

    @Test
    void hasAnIdOfItsNamesInAFileOfAPersons() {
        String text = "monitorName: hand\nprobes:\n  - {name: a, destination: 203.0.113.9}\n";
        bench.write("monitors/hand.yaml", text);
        var before = bench.service.monitor("hand").probes().get(0);
        bench.write("monitors/hand.yaml", text.replace("203.0.113.9", "203.0.113.8"));

        var now = bench.service.monitor("hand").probes().get(0);

        assertEquals(before.id(), now.id());
        assertNotEquals(before.probe(), now.probe());
        assertTrue(now.id().matches("probe-[0-9a-z]{25}"), now.id());
    }

    @Test
    void hasTheIdThatItsFileGives() {
        bench.write("monitors/hand.yaml", """
                monitorName: hand
                probes:
                  - {name: a, destination: 203.0.113.9, id: probe-1418fv6mkaaykp5vm874is561}
                """);

        assertEquals(
                List.of("probe-1418fv6mkaaykp5vm874is561"),
                bench.service.monitor("hand").probes().stream()
                        .map(ProbeView::id)
                        .toList());
    }
}
