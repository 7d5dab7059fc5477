package org.gatewatch.config.internal.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.resource.ProbeView;

/** A running state in which probes do as they are told. */
final class ScriptedMonitoring implements Monitoring {
    private final Map<ProbeId, ProbeStatus> probes = new HashMap<>();
    final List<ConnectionStatus> connections = new ArrayList<>();

    void put(ProbeView view, Duration period, LifecycleState state, String reason) {
        var id = new ProbeId(view.monitorName(), view.probe().name());
        probes.put(
                id,
                new ProbeStatus(
                        id,
                        view.probe(),
                        period,
                        state,
                        reason,
                        Health.UNKNOWN,
                        Cause.NONE,
                        Instant.EPOCH,
                        Optional.empty(),
                        OptionalInt.empty(),
                        view.probe().interval(),
                        Optional.empty()));
    }

    @Override
    public List<ProbeStatus> probes() {
        return List.copyOf(probes.values());
    }

    @Override
    public List<MonitorStatus> monitors() {
        return List.of();
    }

    @Override
    public List<ConnectionStatus> connections() {
        return List.copyOf(connections);
    }

    @Override
    public EngineCounters counters() {
        throw new UnsupportedOperationException();
    }
}
