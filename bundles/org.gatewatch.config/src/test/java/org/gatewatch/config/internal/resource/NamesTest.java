package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashSet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Source;
import org.junit.jupiter.api.Test;

/** Ids that must never change: files, graphs and bills of others hang on them. */
class NamesTest {
    private static final Probe BERLIN = Probe.to("berlin", InetAddress.getLoopbackAddress());
    private static final Source LAN = new Source.Interface("lan");

    @Test
    void makesTheSameIdForEver() {
        assertEquals("probe-cmbdfju6cksekiu5885kkz12f", Names.probeId("offices", BERLIN));
    }

    @Test
    void makesAnotherIdInAnotherMonitor() {
        assertNotEquals(Names.probeId("a", BERLIN), Names.probeId("b", BERLIN));
    }

    @Test
    void makesIdsOfOneForm() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(Names.randomProbeId());
        }

        assertEquals(1_000, ids.size());
        assertTrue(ids.stream().allMatch(id -> id.matches("probe-[0-9a-z]{25}")), ids::toString);
    }

    @Test
    void makesTheSameSubnetForEver() {
        assertEquals("arn:aws:ec2:local:000000000000:subnet/subnet-48152220b104c41b5", Bench.NAMES.subnetArn(LAN));
        assertEquals("vpc-e2835350de7ac52cf", Bench.NAMES.vpcId(LAN));
    }

    @Test
    void makesAnotherSubnetOnAnotherGateway() {
        assertNotEquals(Bench.NAMES.vpcId(LAN), new Names("aws", "local", "000000000000", "gw2").vpcId(LAN));
    }
}
