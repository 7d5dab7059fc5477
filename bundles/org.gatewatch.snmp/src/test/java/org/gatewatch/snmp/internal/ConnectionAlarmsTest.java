package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** A VPN connection is raised when it becomes worse or its cause changes, and cleared once. */
class ConnectionAlarmsTest {
    private static final OID RAISED = Samples.MIB.notification(3);
    private static final OID CLEARED = Samples.MIB.notification(4);

    private final ManualClock clock = new ManualClock();
    private final List<List<VariableBinding>> sent = new ArrayList<>();
    private ConnectionStatus status = status(Health.HEALTHY, Cause.NONE);
    private final ConnectionAlarms alarms = new ConnectionAlarms(
            new EngineServices(() -> Optional.of(Samples.monitoring(() -> status)), Optional::empty),
            Samples.MIB,
            clock,
            sent::add);

    @Test
    void raisesChangesOfHealthAndCauseAndClearsOnce() {
        changeTo(Health.DOWN, Cause.LINK);
        changeTo(Health.DOWN, Cause.LINK);
        changeTo(Health.UNKNOWN, Cause.GATEWAY);
        changeTo(Health.DOWN, Cause.TUNNEL);
        changeTo(Health.HEALTHY, Cause.NONE);
        changeTo(Health.HEALTHY, Cause.NONE);

        assertEquals(List.of(RAISED, RAISED, CLEARED), kinds());
    }

    @Test
    void tellsHealthAndCauseOfItsRow() {
        changeTo(Health.DOWN, Cause.TUNNEL);

        var row = PingIndex.of(Samples.CONNECTION.name(), 0);
        assertEquals(
                new VariableBinding(Samples.MIB.object(4, 1, 7).append(row), new Integer32(4)),
                sent.get(0).get(1));
        assertEquals(
                new VariableBinding(Samples.MIB.object(4, 1, 8).append(row), new Integer32(5)),
                sent.get(0).get(2));
        assertEquals(8, sent.get(0).size());
    }

    /** With 10,000 probes that change at once. */
    @Test
    void looksAtConnectionsOnceASecondAtMost() {
        changeTo(Health.DOWN, Cause.LINK);
        status = status(Health.DOWN, Cause.TUNNEL);
        alarms.probeChanged();
        alarms.look(new ProbeStore());
        assertEquals(1, sent.size());

        clock.advance(Duration.ofNanos(ConnectionAlarms.PAUSE_NANOS));
        alarms.look(new ProbeStore());

        assertEquals(2, sent.size());
    }

    private void changeTo(Health health, Cause cause) {
        status = status(health, cause);
        clock.advance(Duration.ofNanos(ConnectionAlarms.PAUSE_NANOS));
        alarms.probeChanged();
        alarms.look(new ProbeStore());
    }

    private List<OID> kinds() {
        return sent.stream()
                .map(bindings -> (OID) bindings.get(0).getVariable())
                .toList();
    }

    private static ConnectionStatus status(Health health, Cause cause) {
        return new ConnectionStatus(Samples.CONNECTION, health, cause, Samples.START);
    }
}
