package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class MibViewTest {
    private final ProbeStore store = new ProbeStore();
    private MibView view = new MibView(List.of());

    @BeforeEach
    void threeProbesOfWhichOneHasNoPeriodYet() {
        store.reported(Samples.good("wan", "berlin", 1));
        store.reported(Samples.dead("wan", "berlin", 3));
        store.changed(Samples.status("wan", Samples.probe("new", "203.0.113.1")));
        store.reported(Samples.good("wan", "rome", 4_294_967_295L));
        view = new MibView(PingMib.of(store.snapshot().rows(), NotificationPolicy.NONE));
    }

    @Test
    void walksAllInstancesInStrictlyIncreasingOrder() {
        List<OID> walk = walk();

        for (int position = 1; position < walk.size(); position++) {
            assertTrue(walk.get(position - 1).compareTo(walk.get(position)) < 0, "at " + walk.get(position));
        }
        // maximum, 3 rows of 21 and 10 columns, 4 history rows of 4: one of them is of a probe without a period
        assertEquals(1 + 3 * 31 + 4 * 4, walk.size());
    }

    @Test
    void nextFromAnywhereIsTheNextOfTheWalk() {
        var all = new TreeMap<OID, Variable>();
        walk().forEach(oid -> all.put(oid, view.get(oid)));
        var random = new Random(1);

        for (OID oid : List.copyOf(all.keySet())) {
            for (int variation = 0; variation < 40; variation++) {
                OID from = vary(oid, random);
                var expected = Optional.ofNullable(all.higherEntry(from))
                        .map(next -> new VariableBinding(next.getKey(), next.getValue()));
                assertEquals(expected, view.next(from), "after " + from);
            }
        }
    }

    private static OID vary(OID oid, Random random) {
        int length = Math.max(2, oid.size() - random.nextInt(oid.size()));
        int[] ids = new OID(oid.getValue(), 0, length).getValue();
        if (random.nextBoolean()) {
            ids[length - 1] += random.nextInt(3) - 1;
        }
        if (random.nextInt(4) == 0) {
            return new OID(ids, random.nextInt());
        }
        return new OID(ids);
    }

    @Test
    void tellsMissingObjectsFromMissingInstances() {
        assertEquals(Null.noSuchObject, view.get(new OID("1.3.6.1.2.1.1.1.0")));
        assertEquals(Null.noSuchObject, view.get(new OID("1.3.6.1.2.1.80.1.2.1")));
        assertEquals(Null.noSuchObject, view.get(new OID("1.3.6.1.2.1.80.1.2.1.1.1.1")));
        assertEquals(Null.noSuchInstance, view.get(new OID("1.3.6.1.2.1.80.1.2.1.3")));
        assertEquals(Null.noSuchInstance, view.get(new OID("1.3.6.1.2.1.80.1.2.1.3.1.1.1")));
        assertEquals(Null.noSuchInstance, view.get(new OID("1.3.6.1.2.1.80.1.4.1.2")));
        assertEquals(Null.noSuchInstance, view.get(new OID("1.3.6.1.2.1.80.1.1.1")));
    }

    private List<OID> walk() {
        var walk = new ArrayList<OID>();
        var next = view.next(new OID("0.0"));
        while (next.isPresent()) {
            walk.add(next.get().getOid());
            next = view.next(next.get().getOid());
        }
        return walk;
    }
}
