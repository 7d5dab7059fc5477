package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ConnectionStatus;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * Makes notifications of VPN connections that become worse or well again. Nobody tells of connections, so all of them are
 * looked at when one of their probes changed, though once a second at most. Used by one thread, as every listener.
 */
final class ConnectionAlarms {
    static final long PAUSE_NANOS = 1_000_000_000;

    private final EngineServices engine;
    private final GatewatchMib mib;
    private final Clock clock;
    private final Consumer<List<VariableBinding>> out;
    private final Map<UUID, Verdict> raised = new HashMap<>();
    private boolean changed;
    private long lookedNanos;

    private record Verdict(Health health, Cause cause) {}

    ConnectionAlarms(EngineServices engine, GatewatchMib mib, Clock clock, Consumer<List<VariableBinding>> out) {
        this.engine = engine;
        this.mib = mib;
        this.clock = clock;
        this.out = out;
        this.lookedNanos = clock.nanoTime() - PAUSE_NANOS;
    }

    /** A probe of a connection changed, or went. */
    void probeChanged() {
        changed = true;
    }

    /** To be called at every occasion. */
    void look(ProbeStore probes) {
        long nowNanos = clock.nanoTime();
        if (!changed || nowNanos - lookedNanos < PAUSE_NANOS) {
            return;
        }
        changed = false;
        lookedNanos = nowNanos;
        var due = new LinkedHashMap<ConnectionStatus, Integer>();
        var present = new HashSet<UUID>();
        for (ConnectionStatus status : engine.connections()) {
            present.add(status.connection().id());
            int number = judge(status);
            if (number > 0) {
                due.put(status, number);
            }
        }
        raised.keySet().retainAll(present);
        if (!due.isEmpty()) {
            var rows = VerdictTables.connections(probes.snapshot().rows(), engine);
            var view = new MibView(List.of(VerdictTables.connections(mib.object(4, 1), rows)));
            due.forEach((status, number) -> send(number, status, view));
        }
    }

    /** The number of the notification that is due; 0 for none. {@code UNKNOWN} neither raises nor clears. */
    private int judge(ConnectionStatus status) {
        UUID id = status.connection().id();
        var verdict = new Verdict(status.health(), status.cause());
        return switch (status.health()) {
            case DEGRADED, DOWN -> verdict.equals(raised.put(id, verdict)) ? 0 : 3;
            case HEALTHY -> raised.remove(id) == null ? 0 : 4;
            case UNKNOWN -> 0;
        };
    }

    private void send(int number, ConnectionStatus status, MibView view) {
        var index = PingIndex.of(status.connection().name(), 0);
        var objects = List.of(7, 8, 9, 10, 11, 13, 14);
        var bindings = new ArrayList<VariableBinding>(1 + objects.size());
        bindings.add(new VariableBinding(SnmpConstants.snmpTrapOID, mib.notification(number)));
        for (int column : objects) {
            var instance = new OID(mib.object(4, 1, column)).append(index);
            bindings.add(new VariableBinding(instance, view.get(instance)));
        }
        out.accept(List.copyOf(bindings));
    }
}
