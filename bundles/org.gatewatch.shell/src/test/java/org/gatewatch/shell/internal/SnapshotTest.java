package org.gatewatch.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.probe.Egress;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProbeId ID = new ProbeId("branches", "paris");
    private static final UUID CONNECTION = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");

    private final Snapshot snapshot = new Snapshot("gw1", "0.1.0", START);

    @Test
    void saysWhichServicesAreMissing() {
        StatusDocument document = snapshot.of(Optional.empty(), Optional.empty(), START);
        assertEquals(List.of("monitoring", "configuration"), document.missing());
        assertEquals(List.of(), document.probes());
        assertNull(document.counters());
    }

    @Test
    void writesLossAndRttOfTheLastReport() throws UnknownHostException {
        var entry = document(Optional.of(report())).probes().get(0);
        assertEquals(33.333, entry.report().lossPercent());
        assertEquals(41.2, entry.report().rttMicros().min());
        assertEquals(61.0, entry.report().rttMicros().p95());
        assertNull(entry.report().rttMicros().jitter());
        assertEquals(30, entry.report().periodSeconds());
        assertEquals("branches/paris", entry.path());
    }

    @Test
    void showsTheEgressThatIsReallyUsed() throws UnknownHostException {
        var entry = document(Optional.empty()).probes().get(0);
        assertEquals("198.51.100.2", entry.source());
        assertEquals("wan0", entry.interfaceName());
        assertNull(entry.report());
        assertNull(entry.reason());
    }

    @Test
    void leavesOutWhenAConnectionWasNeverJudged() throws UnknownHostException {
        var entry = document(Optional.empty()).connections().get(0);
        assertNull(entry.since());
        assertEquals("UNKNOWN", entry.health());
        assertEquals(CONNECTION.toString(), entry.id());
    }

    @Test
    void passesConfigurationProblemsOn() throws UnknownHostException {
        assertEquals(
                List.of(new StatusDocument.ProblemEntry("a.yaml", 3, 5, "interval", "1x", "allowed are …")),
                document(Optional.empty()).problems());
    }

    private StatusDocument document(Optional<Report> report) throws UnknownHostException {
        return snapshot.of(Optional.of(monitoring(report)), Optional.of(configuration()), START.plusSeconds(60));
    }

    private static Report report() throws UnknownHostException {
        var rtt = new RttStatistics(41_200, 47_900, 47_100, 61_000, 70_300, 70_300, 6_100, OptionalLong.empty());
        var counts = new SampleCounts(2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
        return new Report(
                ID,
                probe(),
                Optional.of(address(1)),
                Optional.empty(),
                Map.of(),
                START,
                Duration.ofSeconds(30),
                1,
                counts,
                List.of(),
                Optional.of(rtt),
                Health.DEGRADED,
                Cause.LINK);
    }

    private static Probe probe() throws UnknownHostException {
        return Probe.to("paris", address(1)).of(CONNECTION);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByName("203.0.113." + last);
    }

    private static Monitoring monitoring(Optional<Report> report) throws UnknownHostException {
        var egress = new Egress("wan0", InetAddress.getByName("198.51.100.2"), InetAddress.getByName("198.51.100.2"));
        var status = new ProbeStatus(
                ID,
                probe(),
                Duration.ofSeconds(60),
                LifecycleState.ACTIVE,
                "",
                Health.DEGRADED,
                Cause.LINK,
                START,
                Optional.of(egress),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                report);
        var connection = new VpnConnection(CONNECTION, "paris", egress.source(), address(1), Quorum.DEFAULT);
        var judged = new ConnectionStatus(connection, Health.UNKNOWN, Cause.UNKNOWN, Instant.EPOCH);
        return new Monitoring() {
            @Override
            public List<ProbeStatus> probes() {
                return List.of(status);
            }

            @Override
            public List<MonitorStatus> monitors() {
                return List.of();
            }

            @Override
            public List<ConnectionStatus> connections() {
                return List.of(judged);
            }

            @Override
            public EngineCounters counters() {
                return new EngineCounters(1, 2, 0, 5, 3, 4, StrayReplies.NONE);
            }
        };
    }

    private static Configuration configuration() {
        return new Configuration() {
            @Override
            public DesiredState desired() {
                return DesiredState.EMPTY;
            }

            @Override
            public List<ConfigurationProblem> problems() {
                return List.of(new ConfigurationProblem("a.yaml", 3, 5, "interval", "1x", "allowed are …"));
            }
        };
    }
}
