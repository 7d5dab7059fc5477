package org.gatewatch.shell.internal;

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
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** The services of a running instance, for tests. */
final class Running {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final UUID CONNECTION = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");
    private static final ProbeId ID = new ProbeId("branches", "paris");

    private Running() {}

    static Report report() throws UnknownHostException {
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

    static ProbeStatus status(Optional<Report> report) throws UnknownHostException {
        var egress = new Egress("wan0", gateway(), gateway());
        return new ProbeStatus(
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
    }

    private static InetAddress gateway() throws UnknownHostException {
        return InetAddress.getByName("198.51.100.2");
    }

    static Monitoring monitoring(List<ProbeStatus> probes) throws UnknownHostException {
        var connection = new VpnConnection(CONNECTION, "paris", gateway(), address(1), Quorum.DEFAULT);
        var judged = new ConnectionStatus(connection, Health.UNKNOWN, Cause.UNKNOWN, Instant.EPOCH);
        return new Monitoring() {
            @Override
            public List<ProbeStatus> probes() {
                return probes;
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

    /** Monitoring, a configuration and a reporter. */
    static Services services(Monitoring monitoring) {
        return new Services(
                Optional.of(monitoring),
                Optional.of(configuration()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(() -> new ReporterStatus("mqtt/default", "tcp://broker", false, "refused", 7, 1)),
                Optional.empty());
    }

    static Configuration configuration() {
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
