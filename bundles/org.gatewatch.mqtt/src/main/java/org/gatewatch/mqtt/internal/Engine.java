package org.gatewatch.mqtt.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.DesiredState;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;

/**
 * What may be looked at of the rest of the house, whether it is there at present or not.
 *
 * @param monitoring the running state
 * @param configuration the desired state
 */
record Engine(Supplier<Optional<Monitoring>> monitoring, Supplier<Optional<Configuration>> configuration) {
    /** Whether anybody watches: else nothing is gone, however little there is to be seen. */
    boolean isThere() {
        return monitoring.get().isPresent();
    }

    List<MonitorStatus> monitors() {
        return monitoring.get().map(Monitoring::monitors).orElse(List.of());
    }

    List<ConnectionStatus> connections() {
        return monitoring.get().map(Monitoring::connections).orElse(List.of());
    }

    Optional<DesiredState> desired() {
        return configuration.get().map(Configuration::desired);
    }

    List<ConfigurationProblem> problems() {
        return configuration.get().map(Configuration::problems).orElse(List.of());
    }
}
