package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.probe.Clock;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.SampleCounts;
import org.gatewatch.snmp.internal.NotificationPolicy.Kind;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class AlarmsTest {
    private static final OID RAISED = Samples.MIB.notification(1);
    private static final OID CLEARED = Samples.MIB.notification(2);
    private static final OID PROBE_FAILED = new OID("1.3.6.1.2.1.80.0.1");
    private static final OID TEST_FAILED = new OID("1.3.6.1.2.1.80.0.2");
    private static final OID TEST_COMPLETED = new OID("1.3.6.1.2.1.80.0.3");

    private final List<List<VariableBinding>> sent = new ArrayList<>();

    @Test
    void raisesOnceAndClearsOnce() {
        var alarms = alarms(new NotificationPolicy(EnumSet.of(Kind.HEALTH), 1, 1));

        for (Health health : List.of(Health.HEALTHY, Health.DOWN, Health.DOWN, Health.HEALTHY, Health.HEALTHY)) {
            alarms.changed(status(health, health == Health.DOWN ? Cause.LINK : Cause.NONE));
        }

        assertEquals(List.of(RAISED, CLEARED), kinds());
    }

    @Test
    void raisesAgainWhenTheCauseChanges() {
        var alarms = alarms(new NotificationPolicy(EnumSet.of(Kind.HEALTH), 1, 1));

        alarms.changed(status(Health.DOWN, Cause.LINK));
        alarms.changed(status(Health.DOWN, Cause.REMOTE));

        assertEquals(List.of(RAISED, RAISED), kinds());
        assertEquals(GatewatchMib.cause(Cause.REMOTE), sent.get(1).get(2).getVariable());
    }

    @Test
    void clearsNothingWhileNothingIsKnown() {
        var alarms = alarms(new NotificationPolicy(EnumSet.of(Kind.HEALTH), 1, 1));

        alarms.changed(status(Health.DOWN, Cause.LINK));
        alarms.changed(status(Health.UNKNOWN, Cause.GATEWAY));
        assertEquals(List.of(RAISED), kinds());

        alarms.changed(status(Health.HEALTHY, Cause.NONE));
        assertEquals(List.of(RAISED, CLEARED), kinds());
    }

    @Test
    void forgetsTheAlarmOfAProbeThatIsGone() {
        var alarms = alarms(new NotificationPolicy(EnumSet.of(Kind.HEALTH), 1, 1));

        alarms.changed(status(Health.DOWN, Cause.LINK));
        alarms.removed(new ProbeId("wan", "berlin"));
        alarms.changed(status(Health.HEALTHY, Cause.NONE));

        assertEquals(List.of(RAISED), kinds());
    }

    @Test
    void sendsOfAPeriodWhatItsFiltersReach() {
        var alarms = alarms(new NotificationPolicy(EnumSet.allOf(Kind.class), 3, 5));

        reported(alarms, 1, 2, 4);
        assertEquals(List.of(TEST_COMPLETED), kinds());

        reported(alarms, 2, 3, 4);
        assertEquals(List.of(TEST_COMPLETED, PROBE_FAILED, TEST_COMPLETED), kinds());

        sent.clear();
        reported(alarms, 3, 2, 5);
        assertEquals(List.of(TEST_FAILED, TEST_COMPLETED), kinds());
    }

    @Test
    void filterOfZeroIsNeverReached() {
        reported(alarms(new NotificationPolicy(EnumSet.of(Kind.PROBE_FAILURE, Kind.TEST_FAILURE), 0, 0)), 1, 9, 9);

        assertEquals(List.of(), kinds());
    }

    private static void reported(Alarms alarms, long sequence, int longestLossRun, int lost) {
        var counts = new SampleCounts(0, 0, lost, 0, 0, 0, 0, 0, 0, 1, longestLossRun);
        alarms.reported(
                Samples.report("wan", Samples.probe("berlin", "203.0.113.1"), sequence, counts, Optional.empty()));
    }

    private Alarms alarms(NotificationPolicy policy) {
        return new Alarms(
                new ProbeStore(),
                policy,
                sent::add,
                new Alarms.Verdicts(Samples.MIB, EngineServices.NONE, Clock.system()));
    }

    private List<OID> kinds() {
        return sent.stream()
                .map(bindings -> (OID) bindings.get(0).getVariable())
                .toList();
    }

    private static ProbeStatus status(Health health, Cause cause) {
        return status(Samples.probe("berlin", "203.0.113.1"), health, cause);
    }

    static ProbeStatus withHealth(Probe probe, Health health) {
        return status(probe, health, Cause.NONE);
    }

    private static ProbeStatus status(Probe probe, Health health, Cause cause) {
        var plain = Samples.status("wan", probe);
        return new ProbeStatus(
                plain.id(),
                plain.probe(),
                plain.aggregationPeriod(),
                plain.state(),
                "",
                health,
                cause,
                Samples.START,
                Optional.empty(),
                OptionalInt.empty(),
                Duration.ofSeconds(1),
                Optional.empty());
    }
}
