package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.LifecycleState;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * Numbers of GATEWATCH-MIB.
 *
 * @param base the MIB's own OID
 */
record GatewatchMib(OID base) {
    /** net-snmp's playpen: nothing under it is registered, and anybody may use it. */
    static final OID PLAYPEN = new OID("1.3.6.1.4.1.8072.9999.9999");

    private static final String ENTERPRISES = "1.3.6.1.4.1";

    /** Where the MIB file that was built with this code says that it is. */
    static OID builtBase() {
        var build = new Properties();
        try (var file = GatewatchMib.class.getResourceAsStream("build.properties")) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OID(ENTERPRISES + "." + build.getProperty("mib.base").strip().replace(' ', '.'));
    }

    /** The whole MIB over one state of the probes. */
    List<MibView.Subtree> of(ProbeStore.Snapshot probes, EngineServices engine, NotificationCounts notifications) {
        var monitors = VerdictTables.monitors(engine);
        var connections = VerdictTables.connections(probes.rows(), engine);
        LongSupplier generation = () -> probes.generation() + monitors.changes() + connections.changes();
        return List.of(
                engineScalars(generation, probes, engine, notifications),
                GatewatchProbeTable.of(object(2, 1), probes.rows()),
                VerdictTables.monitors(object(3, 1), monitors),
                VerdictTables.connections(object(4, 1), connections));
    }

    /** {@code gwObjects} and what follows. */
    OID object(int... ids) {
        return under(1, ids);
    }

    OID notification(int number) {
        return under(0, number);
    }

    /** What {@code sysORTable} names: {@code gwPingCapability} and {@code gwMibCapability}. */
    OID capability(int number) {
        return under(3, number);
    }

    private OID under(int branch, int... ids) {
        return new OID(base).append(branch).append(new OID(ids));
    }

    private MibView.Subtree engineScalars(
            LongSupplier generation,
            ProbeStore.Snapshot probes,
            EngineServices engine,
            NotificationCounts notifications) {
        List<Supplier<Variable>> inOrder = new ArrayList<>(List.of(
                () -> new Counter64(generation.getAsLong()),
                () -> SnmpValues.unsigned(probes.rows().size()),
                () -> new Counter64(engine.counters().packetsSent()),
                () -> new Counter64(engine.counters().packetsNotSent()),
                () -> new Counter64(engine.counters().packetsLate()),
                () -> new Counter64(engine.counters().packetsMissed()),
                () -> new Counter64(engine.counters().eventsDropped()),
                () -> new Counter64(engine.counters().notificationsDropped()),
                () -> new Counter64(engine.counters().strayReplies().foreign()),
                () -> new Counter64(engine.counters().strayReplies().forged())));
        inOrder.addAll(List.of(
                () -> new Counter64(engine.counters().strayReplies().corrupted()),
                () -> SnmpValues.unsigned(engine.problems()),
                () -> SnmpValues.unsigned(notifications.queued()),
                () -> new Counter64(notifications.sent()),
                () -> new Counter64(notifications.dropped())));
        inOrder.add(() ->
                SnmpValues.unsigned(engine.rate().perSecond(engine.counters().packetsSent())));
        inOrder.addAll(List.of(
                () -> new Counter64(probes.voided()),
                () -> SnmpValues.unsigned(engine.eventsWaiting()),
                () -> SnmpValues.unsigned(engine.notificationsWaiting()),
                () -> SnmpValues.unsigned(engine.reportsWaiting())));
        OID root = object(1);
        var objects = new HashMap<OID, Supplier<Variable>>();
        for (int number = 1; number <= inOrder.size(); number++) {
            objects.put(object(1, number), inOrder.get(number - 1));
        }
        return new Scalars(root, Map.copyOf(objects));
    }

    /** {@code GwHealth}. */
    static Integer32 health(Health health) {
        return new Integer32(
                switch (health) {
                    case UNKNOWN -> 1;
                    case HEALTHY -> 2;
                    case DEGRADED -> 3;
                    case DOWN -> 4;
                });
    }

    /** {@code GwCause}. */
    static Integer32 cause(Cause cause) {
        return new Integer32(
                switch (cause) {
                    case NONE -> 1;
                    case GATEWAY -> 2;
                    case UPLINK -> 3;
                    case LINK -> 4;
                    case TUNNEL -> 5;
                    case REMOTE -> 6;
                    case RATE_LIMITED -> 7;
                    case MTU -> 8;
                    case UNKNOWN -> 9;
                });
    }

    /** {@code gwProbeState}. */
    static Integer32 state(LifecycleState state) {
        return new Integer32(
                switch (state) {
                    case PENDING -> 1;
                    case ACTIVE -> 2;
                    case INACTIVE -> 3;
                    case ERROR -> 4;
                    case DELETING -> 5;
                    case DELETED -> 6;
                });
    }
}
