package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.networkmonitor.NetworkMonitorClient;
import software.amazon.awssdk.services.networkmonitor.model.AccessDeniedException;
import software.amazon.awssdk.services.networkmonitor.model.AddressFamily;
import software.amazon.awssdk.services.networkmonitor.model.ConflictException;
import software.amazon.awssdk.services.networkmonitor.model.CreateMonitorProbeInput;
import software.amazon.awssdk.services.networkmonitor.model.CreateProbeResponse;
import software.amazon.awssdk.services.networkmonitor.model.MonitorState;
import software.amazon.awssdk.services.networkmonitor.model.MonitorSummary;
import software.amazon.awssdk.services.networkmonitor.model.NetworkMonitorException;
import software.amazon.awssdk.services.networkmonitor.model.ProbeState;
import software.amazon.awssdk.services.networkmonitor.model.Protocol;
import software.amazon.awssdk.services.networkmonitor.model.ResourceNotFoundException;
import software.amazon.awssdk.services.networkmonitor.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.networkmonitor.model.ValidationException;

/** The real SDK of AWS against the real service: every operation, and what it makes of every error. */
class AwsClientTest {
    private static final Map<String, String> ODD_TAGS =
            Map.of("a b", "c&d/e=f+g", "größe", "große Welt ☃", "empty", "", "plain", "x");

    @TempDir
    Path root;

    private Gateway gateway;
    private NetworkMonitorClient client;

    @BeforeEach
    void serve() {
        gateway = new Gateway(
                root,
                Limits.of(64),
                Map.of("quota.monitors", 4, "quota.probes.per.monitor", 3, "quota.probes.per.subnet", 2));
        client = gateway.aws(Gateway.WRITER);
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    private CreateProbeResponse createProbe(String monitor) {
        return client.createProbe(create -> create.monitorName(monitor)
                .probe(it ->
                        it.sourceArn(Gateway.SUBNET).destination("10.0.0.1").protocol(Protocol.ICMP)));
    }

    private static CreateMonitorProbeInput probe(String destination) {
        return CreateMonitorProbeInput.builder()
                .sourceArn(Gateway.SUBNET)
                .destination(destination)
                .protocol(Protocol.ICMP)
                .probeTags(Map.of("x", "y"))
                .build();
    }

    @Test
    void createsMonitorWithoutProbesInactive() {
        var made = client.createMonitor(it -> it.monitorName("m1").tags(ODD_TAGS));

        assertEquals("arn:aws:networkmonitor:local:000000000000:monitor/m1", made.monitorArn());
        assertEquals(MonitorState.INACTIVE, made.state());
        assertEquals(60, made.aggregationPeriod());
        assertEquals(ODD_TAGS, made.tags());
    }

    @Test
    void writesWhatItCreatesToFile() throws Exception {
        client.createMonitor(it -> it.monitorName("m1").aggregationPeriod(30L).probes(probe("10.0.0.1")));

        try (var files = Files.walk(gateway.folder)) {
            var text = files.filter(file -> file.toString().contains("m1"))
                    .map(file -> read(file))
                    .findFirst()
                    .orElseThrow();
            assertTrue(text.contains("10.0.0.1"), text);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void getsMonitorWithItsProbes() {
        client.createMonitor(
                it -> it.monitorName("m1").aggregationPeriod(30L).probes(probe("10.0.0.1"), probe("2001:db8::1")));

        var monitor = client.getMonitor(it -> it.monitorName("m1"));

        assertEquals(30, monitor.aggregationPeriod());
        assertNotNull(monitor.createdAt());
        assertNotNull(monitor.modifiedAt());
        assertEquals(MonitorState.PENDING, monitor.state());
        var first = monitor.probes().get(0);
        assertEquals(Map.of("x", "y"), first.tags());
        assertEquals(AddressFamily.IPV4, first.addressFamily());
        assertEquals("vpc-0123456789abcdef0", first.vpcId());
        assertEquals(Gateway.SUBNET, first.sourceArn());
        assertEquals(56, first.packetSize());
        assertNull(first.destinationPort());
        assertTrue(first.probeArn().endsWith(":probe/" + first.probeId()));
        assertEquals(AddressFamily.IPV6, monitor.probes().get(1).addressFamily());
    }

    @Test
    void showsProbeActiveThatRuns() {
        client.createMonitor(it -> it.monitorName("m1"));
        var probe = createProbe("m1");
        assertEquals(ProbeState.PENDING, probe.state());

        var view = gateway.resources.probe("m1", probe.probeId());
        gateway.monitoring.run("m1", view.probe(), Duration.ofSeconds(60));

        var seen = client.getProbe(it -> it.monitorName("m1").probeId(probe.probeId()));
        assertEquals(ProbeState.ACTIVE, seen.state());
        assertEquals(
                MonitorState.ACTIVE,
                client.getMonitor(it -> it.monitorName("m1")).state());
    }

    @Test
    void updatesMonitorInPlace() {
        client.createMonitor(it -> it.monitorName("m1").aggregationPeriod(30L));

        assertEquals(
                60,
                client.updateMonitor(it -> it.monitorName("m1").aggregationPeriod(60L))
                        .aggregationPeriod());
    }

    @Test
    void updatesProbeAsTerraformDoes() {
        client.createMonitor(it -> it.monitorName("m1"));
        var made = client.createProbe(
                create -> create.monitorName("m1").tags(Map.of("outer", "1")).probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .destinationPort(8080)
                        .protocol(Protocol.TCP)
                        .packetSize(256)
                        .tags(Map.of("outer", "0", "inner", "2"))));
        assertEquals(Map.of("outer", "1", "inner", "2"), made.tags());

        var changed = client.updateProbe(it -> it.monitorName("m1")
                .probeId(made.probeId())
                .destination("10.0.0.2")
                .destinationPort(8443)
                .packetSize(512));

        assertEquals(made.probeId(), changed.probeId());
        assertEquals("10.0.0.2", changed.destination());
        assertEquals(8443, changed.destinationPort());
        assertEquals(512, changed.packetSize());
    }

    @Test
    void pausesProbeByItsState() {
        client.createMonitor(it -> it.monitorName("m1"));
        var made = createProbe("m1");

        var paused = client.updateProbe(
                it -> it.monitorName("m1").probeId(made.probeId()).state(ProbeState.INACTIVE));

        assertEquals(ProbeState.INACTIVE, paused.state());
    }

    @Test
    void takesPortAwayFromProbeThatBecomesIcmp() {
        client.createMonitor(it -> it.monitorName("m1"));
        var made = client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                .destination("10.0.0.1")
                .destinationPort(80)
                .protocol(Protocol.TCP)));

        var changed = client.updateProbe(
                it -> it.monitorName("m1").probeId(made.probeId()).protocol(Protocol.ICMP));

        assertNull(changed.destinationPort());
    }

    @Test
    void leavesProbeAsItIsWhenUpdateIsEmpty() {
        client.createMonitor(it -> it.monitorName("m1"));
        var made = createProbe("m1");

        var same = client.updateProbe(it -> it.monitorName("m1").probeId(made.probeId()));

        assertEquals(made.modifiedAt(), same.modifiedAt());
    }

    @Test
    void deletesProbeAndMonitor() {
        client.createMonitor(it -> it.monitorName("m1"));
        var made = createProbe("m1");

        client.deleteProbe(it -> it.monitorName("m1").probeId(made.probeId()));

        assertThrows(
                ResourceNotFoundException.class,
                () -> client.getProbe(it -> it.monitorName("m1").probeId(made.probeId())));
        client.deleteMonitor(it -> it.monitorName("m1"));
        assertThrows(ResourceNotFoundException.class, () -> client.getMonitor(it -> it.monitorName("m1")));
    }

    @Test
    void keepsMonitorWithActiveProbes() {
        client.createMonitor(it -> it.monitorName("m1").probes(probe("10.0.0.1")));

        var refusal = assertThrows(ValidationException.class, () -> client.deleteMonitor(it -> it.monitorName("m1")));

        assertTrue(refusal.getMessage().contains("probe-"), refusal.getMessage());
    }

    @Test
    void pagesThroughMonitors() {
        for (String name : List.of("a", "b", "c")) {
            client.createMonitor(it -> it.monitorName(name));
        }

        var names = client.listMonitorsPaginator(it -> it.maxResults(1)).monitors().stream()
                .map(MonitorSummary::monitorName)
                .toList();

        assertEquals(List.of("a", "b", "by-hand", "c"), names);
    }

    @Test
    void filtersMonitorsByState() {
        client.createMonitor(it -> it.monitorName("a"));

        var inactive = client.listMonitors(it -> it.state("INACTIVE").maxResults(5));

        assertEquals(1, inactive.monitors().size());
        assertNull(inactive.nextToken());
        assertThrows(ValidationException.class, () -> client.listMonitors(it -> it.state("GONE")));
    }

    @Test
    void refusesTokenThatIsNotOurs() {
        assertThrows(ValidationException.class, () -> client.listMonitors(it -> it.nextToken("a/b+c=")));
    }

    @Test
    void tagsMonitorAndProbeByArn() {
        String monitor = client.createMonitor(it -> it.monitorName("m1")).monitorArn();
        String probe = createProbe("m1").probeArn();
        for (String arn : List.of(monitor, probe)) {
            client.tagResource(it -> it.resourceArn(arn).tags(ODD_TAGS));
            client.untagResource(it -> it.resourceArn(arn).tagKeys("a b", "größe", "not there"));

            assertEquals(
                    Map.of("empty", "", "plain", "x"),
                    client.listTagsForResource(it -> it.resourceArn(arn)).tags());
        }
    }

    @Test
    void refusesReservedTags() {
        String arn = client.createMonitor(it -> it.monitorName("m1")).monitorArn();

        assertThrows(
                ValidationException.class,
                () -> client.tagResource(it -> it.resourceArn(arn).tags(Map.of("aws:x", "y"))));
    }

    @Test
    void knowsNoTagsOfUnknownArn() {
        assertThrows(
                ResourceNotFoundException.class,
                () -> client.listTagsForResource(
                        it -> it.resourceArn("arn:aws:networkmonitor:local:000000000000:monitor/none")));
    }

    @Test
    void refusesSecondMonitorOfSameName() {
        client.createMonitor(it -> it.monitorName("m1"));

        var refusal = assertThrows(ConflictException.class, () -> client.createMonitor(it -> it.monitorName("m1")));

        assertNotNull(refusal.requestId());
        assertEquals(409, refusal.statusCode());
        assertTrue(refusal.getMessage().contains("m1"), refusal.getMessage());
    }

    @Test
    void createsOnceForOneToken() {
        var first = client.createMonitor(it -> it.monitorName("m1").clientToken("t"));
        var again = client.createMonitor(it -> it.monitorName("m1").clientToken("t"));

        assertEquals(first.monitorArn(), again.monitorArn());
        assertThrows(
                ConflictException.class,
                () -> client.createMonitor(it -> it.monitorName("m2").clientToken("t")));
    }

    @Test
    void createsProbeOnceForOneToken() {
        client.createMonitor(it -> it.monitorName("m1"));
        var ids = new HashSet<String>();
        for (int i = 0; i < 2; i++) {
            ids.add(client.createProbe(
                            create -> create.monitorName("m1").clientToken("t").probe(it -> it.sourceArn(Gateway.SUBNET)
                                    .destination("10.0.0.1")
                                    .protocol(Protocol.ICMP)))
                    .probeId());
        }

        assertEquals(1, ids.size());
    }

    @Test
    void saysWhichQuotaIsUsedUp() {
        client.createMonitor(it -> it.monitorName("m1"));
        createProbe("m1");
        createProbe("m1");

        var refusal = assertThrows(ServiceQuotaExceededException.class, () -> createProbe("m1"));

        assertEquals(402, refusal.statusCode());
        var tooMany = assertThrows(
                ServiceQuotaExceededException.class,
                () -> client.createMonitor(
                        it -> it.monitorName("m2").probes(probe("10.0.0.1"), probe("10.0.0.2"), probe("10.0.0.3"))));
        assertTrue(tooMany.getMessage().contains("quota.probes.per.subnet"), tooMany.getMessage());
    }

    @Test
    void validatesEverythingThatClientsDoNot() {
        client.createMonitor(it -> it.monitorName("m1"));
        List<Runnable> wrong = List.of(
                () -> client.createMonitor(it -> it.monitorName("a b")),
                () -> client.createMonitor(it -> it.monitorName("a".repeat(201))),
                () -> client.createMonitor(it -> it.aggregationPeriod(30L)),
                () -> client.createMonitor(it -> it.monitorName("x").aggregationPeriod(45L)),
                () -> client.createProbe(create -> create.monitorName("m1")),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("host.example")
                        .protocol("ICMP"))),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .protocol("udp"))),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .protocol("TCP"))),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .destinationPort(65536)
                        .protocol("TCP"))),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .destinationPort(80)
                        .protocol("ICMP"))),
                () -> client.createProbe(create -> create.monitorName("m1").probe(it -> it.sourceArn(Gateway.SUBNET)
                        .destination("10.0.0.1")
                        .packetSize(55)
                        .protocol("ICMP"))),
                () -> client.createProbe(create -> create.monitorName("m1")
                        .probe(it -> it.sourceArn("arn:aws:ec2:us-east-1:123456789012:subnet/subnet-ffffffffffffffff")
                                .destination("10.0.0.1")
                                .protocol("ICMP"))),
                () -> client.getProbe(it -> it.monitorName("m1").probeId("probe-1")),
                () -> client.listMonitors(it -> it.maxResults(0)));
        for (int i = 0; i < wrong.size(); i++) {
            assertThrows(ValidationException.class, wrong.get(i)::run, "case " + i);
        }
    }

    @Test
    void readsSlashInMonitorNameAsPartOfIt() {
        var refusal = assertThrows(ValidationException.class, () -> client.getMonitor(it -> it.monitorName("a b/c")));

        assertTrue(refusal.getMessage().contains("a b/c"), refusal.getMessage());
    }

    @Test
    void showsAndProtectsWhatPersonWrote() {
        assertEquals(
                1, client.getMonitor(it -> it.monitorName("by-hand")).probes().size());

        var refusal = assertThrows(
                AccessDeniedException.class,
                () -> client.updateMonitor(it -> it.monitorName("by-hand").aggregationPeriod(30L)));

        assertTrue(refusal.getMessage().contains("by-hand.yaml"), refusal.getMessage());
    }

    @Test
    void letsReaderReadOnly() {
        try (var reader = gateway.aws(Gateway.READER)) {
            assertFalse(reader.listMonitors(it -> {}).monitors().isEmpty());
            assertThrows(AccessDeniedException.class, () -> reader.createMonitor(it -> it.monitorName("m1")));
        }
    }

    @Test
    void letsTeamSeeItsMonitorsOnly() {
        client.createMonitor(it -> it.monitorName("m1"));
        try (var team = gateway.aws(Gateway.TEAM)) {
            String arn = team.createMonitor(it -> it.monitorName("team-a")).monitorArn();

            assertEquals(1, team.listMonitors(it -> {}).monitors().size());
            assertThrows(AccessDeniedException.class, () -> team.createMonitor(it -> it.monitorName("m2")));
            assertThrows(ResourceNotFoundException.class, () -> team.getMonitor(it -> it.monitorName("m1")));
            assertEquals(
                    Map.of(),
                    team.listTagsForResource(it -> it.resourceArn(arn)).tags());
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> team.listTagsForResource(it -> it.resourceArn(arn.replace("team-a", "m1"))));
        }
    }

    @Test
    void namesUnknownKeyAsAwsDoes() {
        try (var stranger = gateway.aws("AKIDNOBODY")) {
            var refusal = assertThrows(NetworkMonitorException.class, () -> stranger.listMonitors(it -> {}));

            assertEquals(
                    "UnrecognizedClientException", refusal.awsErrorDetails().errorCode());
            assertEquals(403, refusal.statusCode());
        }
    }
}
