package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.gatewatch.api.ProbeId;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

class CurrentViewTest {
    private static final Duration CHANGED = Duration.ofNanos(CurrentView.CHANGED_NANOS);
    private static final OID PERIOD = Samples.MIB.object(2, 1, 11);

    private final ManualClock clock = new ManualClock();
    private final ProbeStore store = new ProbeStore();
    private final CurrentView views = new CurrentView(
            store, snapshot -> Samples.MIB.of(snapshot, EngineServices.NONE, NotificationCounts.NONE), clock);

    @Test
    void staysAsLongAsNothingChanges() {
        var first = views.get();
        clock.advance(CHANGED);

        assertSame(first, views.get());
    }

    @Test
    void isMadeAnewSoonAfterAChange() {
        var first = views.get();
        store.reported(Samples.good("wan", "berlin", 1));
        assertSame(first, views.get());

        clock.advance(CHANGED);

        assertNotSame(first, views.get());
        assertEquals(new Counter64(1), views.get().get(period("berlin")));
    }

    /** Counters of the engine and verdicts of monitors change untold. */
    @Test
    void isMadeAnewOnceASecondAnyway() {
        var first = views.get();
        clock.advance(Duration.ofNanos(CurrentView.UNCHANGED_NANOS));

        assertNotSame(first, views.get());
    }

    /** What one request is answered from. */
    @Test
    void neverMixesTwoStates() {
        for (String name : new String[] {"berlin", "paris", "rome"}) {
            store.reported(Samples.good("wan", name, 1));
        }
        var pinned = views.get();
        Set<Variable> seen = new TreeSet<>();
        for (String name : new String[] {"berlin", "paris", "rome"}) {
            seen.add(pinned.get(period(name)));
            for (String other : new String[] {"berlin", "paris", "rome"}) {
                store.reported(Samples.good("wan", other, 2));
            }
        }

        assertEquals(Set.of(new Counter64(1)), seen);
    }

    private static OID period(String name) {
        return new OID(PERIOD).append(PingIndex.of(new ProbeId("wan", name), 0));
    }
}
