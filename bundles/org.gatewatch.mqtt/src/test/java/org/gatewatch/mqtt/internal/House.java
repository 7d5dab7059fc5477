package org.gatewatch.mqtt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;

/** Whatever the rest of the house would say: one monitor, {@code m/berlin}, and one VPN connection, {@code tokyo}. */
final class House implements Monitoring, Configuration {
    private static final VpnConnection TOKYO = new VpnConnection(
            new UUID(1, 2), "tokyo", Examples.address("198.51.100.2"), Examples.address("203.0.113.1"), Quorum.DEFAULT);

    private final Monitor monitor =
            new Monitor("m", Duration.ofMinutes(1), Map.of(), List.of(Examples.probe("berlin")), Quorum.DEFAULT);

    volatile Health health = Health.HEALTHY;
    volatile Cause cause = Cause.LINK;
    volatile boolean isEmpty;
    volatile boolean isAway;
    volatile List<ConfigurationProblem> problems = List.of();
    volatile DesiredState desired = new DesiredState(List.of(TOKYO), List.of(monitor));

    /** Of which the states are complete at once. */
    static Engine withNothingToWatch() {
        var house = new House();
        house.isEmpty = true;
        house.desired = new DesiredState(List.of(), List.of());
        return house.engine();
    }

    Engine engine() {
        return new Engine(() -> isAway ? Optional.empty() : Optional.of(this), () -> Optional.of(this));
    }

    @Override
    public List<ProbeStatus> probes() {
        return List.of();
    }

    @Override
    public List<MonitorStatus> monitors() {
        return isEmpty ? List.of() : List.of(new MonitorStatus(monitor, health, cause, Examples.SINCE));
    }

    @Override
    public List<ConnectionStatus> connections() {
        return isEmpty ? List.of() : List.of(new ConnectionStatus(TOKYO, health, cause, Examples.SINCE));
    }

    @Override
    public EngineCounters counters() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DesiredState desired() {
        return desired;
    }

    @Override
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
