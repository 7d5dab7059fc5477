package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.gatewatch.snmp.internal.NotificationPolicy.Kind;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Hands what it is told to the store, and makes notifications of it. Used by one thread, as every listener. */
final class Alarms implements ReportListener {
    /** The objects of pingProbeFailed, pingTestFailed and pingTestCompleted, in the order of RFC 4560. */
    private static final List<OID> PING_OBJECTS = List.of(
            PingMib.column(PingMib.CTL_ENTRY, 3),
            PingMib.column(PingMib.CTL_ENTRY, 4),
            PingMib.column(PingMib.RESULTS_ENTRY, 1),
            PingMib.column(PingMib.RESULTS_ENTRY, 2),
            PingMib.column(PingMib.RESULTS_ENTRY, 3),
            PingMib.column(PingMib.RESULTS_ENTRY, 4),
            PingMib.column(PingMib.RESULTS_ENTRY, 5),
            PingMib.column(PingMib.RESULTS_ENTRY, 6),
            PingMib.column(PingMib.RESULTS_ENTRY, 7),
            PingMib.column(PingMib.RESULTS_ENTRY, 8),
            PingMib.column(PingMib.RESULTS_ENTRY, 9),
            PingMib.column(PingMib.RESULTS_ENTRY, 10));

    private final ProbeStore store;
    private final GatewatchMib mib;
    private final NotificationPolicy policy;
    private final Outlet out;
    private final ConnectionAlarms connections;
    /** Probes of which somebody was told that they are bad, and how. */
    private final Map<ProbeId, Verdict> raised = new HashMap<>();

    private record Verdict(Health health, Cause cause) {}

    /** Who is to know. */
    @FunctionalInterface
    interface Outlet {
        /** Sends a notification; the first binding is {@code snmpTrapOID.0}. */
        void send(List<VariableBinding> notification);

        /** A test has sent all its packets. */
        default void completed(ProbeId id) {}
    }

    /** What verdicts are told with. */
    record Verdicts(GatewatchMib mib, EngineServices engine, Clock clock) {}

    Alarms(ProbeStore store, NotificationPolicy policy, Outlet out, Verdicts verdicts) {
        this.store = store;
        this.mib = verdicts.mib();
        this.connections = new ConnectionAlarms(verdicts.engine(), mib, verdicts.clock(), out::send);
        this.policy = policy;
        this.out = out;
    }

    @Override
    public void reported(Report report) {
        store.reported(report);
        complete(report.id());
        look();
        var counts = report.counts();
        if (policy.isProbeFailure(counts)) {
            ping(1, report.id());
        }
        if (policy.isTestFailure(counts)) {
            ping(2, report.id());
        }
        if (policy.kinds().contains(Kind.TEST_COMPLETION)) {
            ping(3, report.id());
        }
    }

    private void complete(ProbeId id) {
        boolean over = store.row(id)
                .map(row -> row.probe().enabled() && PingTest.isCompleted(row))
                .orElse(false);
        if (over) {
            out.completed(id);
        }
    }

    @Override
    public void changed(ProbeStatus status) {
        store.changed(status);
        if (policy.kinds().contains(Kind.HEALTH)) {
            judge(status);
        }
        if (status.probe().connectionId().isPresent()) {
            connections.probeChanged();
        }
        look();
    }

    private void look() {
        if (policy.kinds().contains(Kind.CONNECTION_HEALTH)) {
            connections.look(store);
        }
    }

    /** {@code UNKNOWN} neither raises nor clears: nothing is known against the peer, nor for it. */
    private void judge(ProbeStatus status) {
        var verdict = new Verdict(status.health(), status.cause());
        switch (status.health()) {
            case DEGRADED, DOWN -> {
                if (!verdict.equals(raised.put(status.id(), verdict))) {
                    health(1, status.id());
                }
            }
            case HEALTHY -> {
                if (raised.remove(status.id()) != null) {
                    health(2, status.id());
                }
            }
            case UNKNOWN -> {}
        }
    }

    @Override
    public void removed(ProbeId id) {
        raised.remove(id);
        store.removed(id);
        connections.probeChanged();
    }

    private void ping(int number, ProbeId id) {
        var objects = new ArrayList<>(PING_OBJECTS);
        objects.add(mib.object(2, 1, 3));
        objects.add(mib.object(2, 1, 4));
        send(new OID(PingMib.ROOT).append(0).append(number), id, objects);
    }

    private void health(int number, ProbeId id) {
        send(
                mib.notification(number),
                id,
                List.of(mib.object(2, 1, 3), mib.object(2, 1, 4), mib.object(2, 1, 5), mib.object(2, 1, 8)));
    }

    private void send(OID notification, ProbeId id, List<OID> objects) {
        store.row(id).ifPresent(row -> {
            var alone = new SortedRows<>(List.of(row), ProbeRow::index);
            var tables = new ArrayList<>(PingMib.of(alone, policy));
            tables.add(GatewatchProbeTable.of(mib.object(2, 1), alone));
            var view = new MibView(tables);
            var bindings = new ArrayList<VariableBinding>(1 + objects.size());
            bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, notification));
            for (OID object : objects) {
                var instance = new OID(object).append(row.index());
                bindings.add(new VariableBinding(instance, view.get(instance)));
            }
            out.send(List.copyOf(bindings));
        });
    }
}
