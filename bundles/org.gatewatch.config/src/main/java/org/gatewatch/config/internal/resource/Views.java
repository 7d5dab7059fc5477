package org.gatewatch.config.internal.resource;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.report.Monitoring;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.resource.ConnectionMonitorView;
import org.gatewatch.api.resource.ConnectionView;
import org.gatewatch.api.resource.MonitorLifecycle;
import org.gatewatch.api.resource.MonitorView;
import org.gatewatch.api.resource.ProbeView;
import org.gatewatch.config.internal.Located;
import org.gatewatch.config.internal.Running;

/**
 * How things that run look to clients; for one request.
 *
 * @param summaries monitors for lists
 * @param deleting the monitors that are being deleted
 */
record Views(
        Running running,
        Names names,
        Subnets subnets,
        Origins origins,
        Optional<Monitoring> monitoring,
        Healths healths,
        MonitorSummaries summaries,
        Set<String> deleting) {

    MonitorView monitor(Located<Monitor> located) {
        var monitor = located.content();
        var probes = monitor.probes().stream().map(it -> probe(located, it)).toList();
        return monitor(located, state(monitor), probes);
    }

    /** The same without its probes, for lists, and as old as {@link MonitorSummaries} may be. */
    MonitorView summary(Located<Monitor> located) {
        var monitor = located.content();
        return deleting.contains(monitor.name())
                ? monitor(located, LifecycleState.DELETING, List.of())
                : summaries.of(monitor, () -> monitor(located, state(monitor), List.of()));
    }

    private MonitorView monitor(Located<Monitor> located, LifecycleState state, List<ProbeView> probes) {
        var monitor = located.content();
        return new MonitorView(
                monitor,
                names.monitorArn(monitor.name()),
                state,
                origins.of(located, monitor.times(), FirstSeen.key(monitor)),
                probes);
    }

    private LifecycleState state(Monitor monitor) {
        if (deleting.contains(monitor.name())) {
            return LifecycleState.DELETING;
        }
        var states = EnumSet.noneOf(LifecycleState.class);
        for (Probe probe : monitor.probes()) {
            states.add(state(monitor, probe, status(monitor, probe)));
            if (states.contains(LifecycleState.ACTIVE)) {
                break; // one that is decides, and of thousands mostly the first one is
            }
        }
        return MonitorLifecycle.of(states);
    }

    ProbeView probe(Located<Monitor> located, Probe probe) {
        var monitor = located.content();
        var status = status(monitor, probe);
        String id = Names.probeId(monitor.name(), probe);
        return new ProbeView(
                id,
                names.probeArn(id),
                monitor.name(),
                probe,
                state(monitor, probe, status),
                status.map(ProbeStatus::reason).orElseGet(() -> waitingFor(probe)),
                subnets.of(probe),
                family(probe, status),
                origins.of(located, probe.labels().times(), FirstSeen.key(monitor, probe)));
    }

    ConnectionView connection(Located<VpnConnection> located) {
        var connection = located.content();
        return new ConnectionView(
                connection,
                healths.of(connection.id()),
                ConnectionMonitors.of(running, connection.id()).flatMap(it -> ConnectionMonitors.id(it.content())),
                origins.of(located, connection.labels().times(), FirstSeen.key(connection)));
    }

    Optional<ConnectionMonitorView> connectionMonitor(Located<Monitor> located) {
        var monitor = located.content();
        return ConnectionMonitors.id(monitor).flatMap(id -> ConnectionMonitors.followed(monitor)
                .flatMap(running::connection)
                .map(connection -> new ConnectionMonitorView(id, connection.content(), monitor(located))));
    }

    /** How the probe does, unless what is known is of the probe as it was before a change. */
    private Optional<ProbeStatus> status(Monitor monitor, Probe probe) {
        return monitoring
                .flatMap(it -> it.probe(new ProbeId(monitor.name(), probe.name())))
                .filter(status -> status.probe().measuresTheSameAs(probe)
                        && status.aggregationPeriod().equals(monitor.aggregationPeriod()));
    }

    private LifecycleState state(Monitor monitor, Probe probe, Optional<ProbeStatus> status) {
        if (deleting.contains(monitor.name())) {
            return LifecycleState.DELETING;
        }
        if (!probe.enabled()) {
            return LifecycleState.INACTIVE;
        }
        return status.map(ProbeStatus::state).orElse(LifecycleState.PENDING);
    }

    private String waitingFor(Probe probe) {
        return monitoring.isEmpty() && probe.enabled() ? "org.gatewatch.monitor does not run; the log says why" : "";
    }

    private static Optional<Family> family(Probe probe, Optional<ProbeStatus> status) {
        if (probe.destination() instanceof Destination.Address fixed) {
            return Optional.of(family(fixed.address()));
        }
        var asked = ((Destination.Name) probe.destination()).family();
        return asked != Family.ANY
                ? Optional.of(asked)
                : status.flatMap(ProbeStatus::egress).map(egress -> family(egress.destination()));
    }

    private static Family family(InetAddress address) {
        return address instanceof Inet4Address ? Family.IPV4 : Family.IPV6;
    }
}
