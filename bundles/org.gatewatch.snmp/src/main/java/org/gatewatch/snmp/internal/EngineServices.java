package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.Configuration;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.probe.StrayReplies;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.api.report.EngineCounters;
import org.gatewatch.api.report.MonitorStatus;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;

/**
 * What listeners are not told, asked for when SNMP is: empty and zero as long as nobody is there to answer.
 *
 * @param monitoring the running state
 * @param configuration what the files say
 * @param associations what the IKE daemon knows of a connection; never waits
 * @param rate of the packets
 * @param monitorChanges counts those of the table of monitors
 * @param connectionChanges counts those of the table of connections, their security associations among them
 */
record EngineServices(
        Supplier<Optional<Monitoring>> monitoring,
        Supplier<Optional<Configuration>> configuration,
        Function<VpnConnection, States> associations,
        PacketRate rate,
        RowChanges monitorChanges,
        RowChanges connectionChanges) {
    static final EngineServices NONE = new EngineServices(Optional::empty, Optional::empty);
    private static final EngineCounters ZERO = new EngineCounters(0, 0, 0, 0, 0, 0, StrayReplies.NONE);

    /** Without an IKE daemon. */
    EngineServices(Supplier<Optional<Monitoring>> monitoring, Supplier<Optional<Configuration>> configuration) {
        this(monitoring, configuration, connection -> States.UNKNOWN, new PacketRate(Clock.system()));
    }

    /** Of which nobody has seen anything yet. */
    EngineServices(
            Supplier<Optional<Monitoring>> monitoring,
            Supplier<Optional<Configuration>> configuration,
            Function<VpnConnection, States> associations,
            PacketRate rate) {
        this(monitoring, configuration, associations, rate, new RowChanges(), new RowChanges());
    }

    List<MonitorStatus> monitors() {
        return monitoring.get().map(Monitoring::monitors).orElse(List.of());
    }

    List<ConnectionStatus> connections() {
        return monitoring.get().map(Monitoring::connections).orElse(List.of());
    }

    EngineCounters counters() {
        return monitoring.get().map(Monitoring::counters).orElse(ZERO);
    }

    int problems() {
        return configuration.get().map(files -> files.problems().size()).orElse(0);
    }
}
