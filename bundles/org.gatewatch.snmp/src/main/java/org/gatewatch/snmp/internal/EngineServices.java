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
import org.gatewatch.api.report.ReporterStatus;
import org.gatewatch.snmp.internal.ike.SecurityAssociations.States;

/**
 * What listeners are not told, asked for when SNMP is: empty and zero as long as nobody is there to answer.
 *
 * @param monitoring the running state
 * @param configuration what the files say
 * @param associations what the IKE daemon knows of a connection; never waits
 * @param rate of the packets
 * @param reporters how those do who carry reports out of this host
 * @param monitorChanges counts those of the table of monitors
 * @param connectionChanges counts those of the table of connections, their security associations among them
 */
record EngineServices(
        Supplier<Optional<Monitoring>> monitoring,
        Supplier<Optional<Configuration>> configuration,
        Function<VpnConnection, States> associations,
        PacketRate rate,
        Supplier<List<ReporterStatus>> reporters,
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
        this(monitoring, configuration, associations, rate, List::of, new RowChanges(), new RowChanges());
    }

    /** The same, with these reporters. */
    EngineServices with(Supplier<List<ReporterStatus>> all) {
        return new EngineServices(
                monitoring, configuration, associations, rate, all, monitorChanges, connectionChanges);
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

    /** Sent packets and captured answers that wait for the engine. */
    int eventsWaiting() {
        return monitoring.get().map(Monitoring::eventsWaiting).orElse(0);
    }

    /** Reports and changes that wait for who is told of them. */
    int notificationsWaiting() {
        return monitoring.get().map(Monitoring::notificationsWaiting).orElse(0);
    }

    /** Reports that wait for brokers and the like. */
    long reportsWaiting() {
        return reporters.get().stream().mapToLong(ReporterStatus::waiting).sum();
    }

    int problems() {
        return configuration.get().map(files -> files.problems().size()).orElse(0);
    }
}
