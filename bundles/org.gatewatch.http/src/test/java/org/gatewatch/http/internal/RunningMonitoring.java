package org.gatewatch.http.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.RttHistogram;
import org.gatewatch.api.report.RttHistogram.Bucket;
import org.gatewatch.api.report.RttStatistics;
import org.gatewatch.api.report.SampleCounts;

/** What runs, as a test says it. */
final class RunningMonitoring implements Monitoring {
    private final Map<ProbeId, ProbeStatus> probes = new ConcurrentHashMap<>();
    private final Map<String, MonitorStatus> empty = new ConcurrentHashMap<>();

    /** A monitor that has no probes yet. */
    void watchNothing(String monitor) {
        var wanted = new Monitor(monitor, Duration.ofSeconds(60), Map.of(), List.of(), Quorum.DEFAULT);
        empty.put(monitor, new MonitorStatus(wanted, Health.UNKNOWN, Cause.NONE, Instant.EPOCH));
    }

    /** A probe that is active, and lost one of its 60 samples; the others took 20 ms. */
    void run(String monitor, Probe probe, Duration period) {
        var id = new ProbeId(monitor, probe.name());
        long rtt = 20_000_000;
        var report = new Report(
                id,
                probe,
                Optional.of(InetAddress.getLoopbackAddress()),
                Optional.of(InetAddress.getLoopbackAddress()),
                Map.of(),
                Instant.parse("2026-01-31T12:00:00Z"),
                period,
                1,
                new SampleCounts(59, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1),
                List.of(),
                Optional.of(new RttStatistics(rtt, rtt, rtt, rtt, rtt, rtt, 0, OptionalLong.of(0))),
                Health.HEALTHY,
                Cause.NONE);
        probes.put(
                id,
                new ProbeStatus(
                        id,
                        probe,
                        period,
                        LifecycleState.ACTIVE,
                        "",
                        Health.HEALTHY,
                        Cause.NONE,
                        Instant.EPOCH,
                        Optional.empty(),
                        OptionalInt.empty(),
                        probe.interval(),
                        Optional.of(report)));
    }

    @Override
    public List<ProbeStatus> probes() {
        return probes.values().stream()
                .sorted(Comparator.comparing(ProbeStatus::id))
                .toList();
    }

    @Override
    public List<MonitorStatus> monitors() {
        return List.copyOf(empty.values());
    }

    @Override
    public List<ConnectionStatus> connections() {
        return List.of();
    }

    @Override
    public RttHistogram roundTrips() {
        return new RttHistogram(List.of(new Bucket(100_000, 0), new Bucket(1_000_000_000, 59)), 60, 3.5);
    }

    @Override
    public EngineCounters counters() {
        return new EngineCounters(60, 0, 0, 0, 0, 0, StrayReplies.NONE);
    }
}
