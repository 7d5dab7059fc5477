package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.report.ConnectionStatus;
import org.gatewatch.snmp.internal.NotificationPolicy.Kind;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Our own notifications carry what GATEWATCH-MIB says, in its order, as libsmi reads it. */
class NotificationObjectsTest {
    private static final String MODULE =
            SmiDump.BUILT.resolve("GATEWATCH-MIB.txt").toString();

    private final Map<OID, SmiDump.SmiObject> objects = SmiDump.objects(MODULE);
    private final ManualClock clock = new ManualClock();
    private final List<List<VariableBinding>> sent = new ArrayList<>();
    private Health health = Health.DOWN;
    private final Alarms alarms = new Alarms(
            new ProbeStore(),
            new NotificationPolicy(EnumSet.of(Kind.HEALTH, Kind.CONNECTION_HEALTH), 1, 1),
            sent::add,
            new Alarms.Verdicts(
                    Samples.MIB,
                    new EngineServices(
                            () -> Optional.of(Samples.monitoring(
                                    () -> new ConnectionStatus(Samples.CONNECTION, health, Cause.NONE, Samples.START))),
                            Optional::empty),
                    clock));

    @Test
    void carryTheObjectsOfTheMibInOrder() {
        become(Health.DOWN);
        become(Health.HEALTHY);

        Map<OID, List<String>> carried = new TreeMap<>();
        sent.forEach(each -> carried.put(
                (OID) each.get(0).getVariable(),
                each.stream().skip(1).map(this::name).toList()));
        assertEquals(SmiDump.notifications(MODULE), carried);
    }

    private void become(Health now) {
        health = now;
        clock.advance(Duration.ofNanos(ConnectionAlarms.PAUSE_NANOS));
        var probe = Samples.probe("berlin", "203.0.113.1").of(Samples.CONNECTION.id());
        alarms.changed(AlarmsTest.withHealth(probe, now));
    }

    private String name(VariableBinding binding) {
        return objects.entrySet().stream()
                .filter(object -> binding.getOid().startsWith(object.getKey()))
                .map(object -> object.getValue().name())
                .findFirst()
                .orElse(binding.getOid().toString());
    }
}
