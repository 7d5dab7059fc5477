package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Map;
import org.gatewatch.api.probe.Clock;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

/** What every agent has: MIB-II's system group (RFC 3418) and the snmpEngine group (RFC 3411). */
final class SystemGroups {
    private static final OID SYSTEM = new OID("1.3.6.1.2.1.1");
    private static final String SYSTEM_OR_ENTRY = "1.3.6.1.2.1.1.9.1";
    private static final List<Table.Column<Capability>> CAPABILITY = List.of(
            new Table.Column<>(2, "ID", Capability::id),
            new Table.Column<>(3, "Descr", capability -> SnmpValues.text(capability.description())),
            new Table.Column<>(4, "UpTime", capability -> new TimeTicks(0)));
    private static final OID SNMP_ENGINE = new OID("1.3.6.1.6.3.10.2.1");
    /** {@code zeroDotZero}: no enterprise number is ours, and the playpen of another one must not name a product. */
    private static final OID NO_OBJECT_ID = new OID("0.0");
    /** RFC 3418: 2^(layer−1) for transport and application. */
    private static final int END_TO_END_AND_APPLICATIONS = 72;

    private static final long NANOS_PER_TICK = 10_000_000;
    private static final long TICKS = 1L << 32;

    private SystemGroups() {}

    static List<MibView.Subtree> of(Names names, GatewatchMib mib, USM usm, Clock clock) {
        long startNanos = clock.nanoTime();
        return List.of(
                new Scalars(
                        SYSTEM,
                        Map.of(
                                object(SYSTEM, 1), () -> SnmpValues.text(names.description()),
                                object(SYSTEM, 2), () -> NO_OBJECT_ID,
                                object(SYSTEM, 3), () -> new TimeTicks(ticks(clock.nanoTime() - startNanos)),
                                object(SYSTEM, 4), () -> SnmpValues.text(names.contact()),
                                object(SYSTEM, 5), () -> SnmpValues.text(names.name()),
                                object(SYSTEM, 6), () -> SnmpValues.text(names.location()),
                                object(SYSTEM, 7), () -> new Integer32(END_TO_END_AND_APPLICATIONS),
                                // nothing has come or gone since the start
                                object(SYSTEM, 8), () -> new TimeTicks(0))),
                new Table<>(new OID(SYSTEM_OR_ENTRY), CAPABILITY, capabilities(mib)),
                new Scalars(
                        SNMP_ENGINE,
                        Map.of(
                                object(SNMP_ENGINE, 1),
                                        () -> (OctetString)
                                                usm.getLocalEngineID().clone(),
                                object(SNMP_ENGINE, 2), () -> new Integer32(usm.getEngineBoots()),
                                object(SNMP_ENGINE, 3), () -> new Integer32(usm.getEngineTime()),
                                object(SNMP_ENGINE, 4), () -> new Integer32(UdpTransport.MAX_MESSAGE_OCTETS))));
    }

    private static SortedRows<Capability> capabilities(GatewatchMib mib) {
        return new SortedRows<>(Capability.of(mib), capability -> new OID(new int[] {capability.number()}));
    }

    /** A row of {@code sysORTable}. */
    record Capability(int number, OID id, String description) {
        /** What both front ends announce. */
        static List<Capability> of(GatewatchMib mib) {
            return List.of(
                    new Capability(1, mib.capability(1), "DISMAN-PING-MIB (RFC 4560), read-only by default"),
                    new Capability(2, mib.capability(2), "GATEWATCH-MIB"));
        }
    }

    private static OID object(OID group, int number) {
        return new OID(group.getValue(), number);
    }

    private static long ticks(long nanos) {
        return Math.floorMod(nanos / NANOS_PER_TICK, TICKS);
    }

    /**
     * How the agent introduces itself in MIB-II's system group.
     *
     * @param description {@code sysDescr}
     * @param name {@code sysName}
     * @param contact {@code sysContact}
     * @param location {@code sysLocation}
     */
    record Names(String description, String name, String contact, String location) {}
}
