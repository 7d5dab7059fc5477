package org.gatewatch.snmp.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.LifecycleState;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/** {@code pingCtlTable}: what each probe does. One "test" of the MIB is one aggregation period. */
final class PingCtlTable {
    private static final List<Table.Column<ProbeRow>> WHAT_IS_SENT = List.of(
            new Table.Column<>(
                    3,
                    "TargetAddressType",
                    row -> SnmpValues.addressType(row.probe().destination())),
            new Table.Column<>(
                    4, "TargetAddress", row -> SnmpValues.address(row.probe().destination())),
            new Table.Column<>(
                    5,
                    "DataSize",
                    row -> SnmpValues.unsigned(row.probe().packet().sizeBytes())),
            new Table.Column<>(6, "TimeOut", row -> SnmpValues.unsigned(timeoutSeconds(row.probe()))),
            new Table.Column<>(7, "ProbeCount", row -> SnmpValues.unsigned(probeCount(row))),
            new Table.Column<>(8, "AdminStatus", row -> new Integer32(adminStatus(row))),
            new Table.Column<>(9, "DataFill", row -> new OctetString(new byte[1])),
            new Table.Column<>(10, "Frequency", row -> SnmpValues.unsigned(frequency(row))),
            new Table.Column<>(11, "MaxRows", row -> SnmpValues.unsigned(History.MAX_ENTRIES)),
            new Table.Column<>(12, "StorageType", row -> new Integer32(storageType(row))));

    private static final List<Table.Column<ProbeRow>> HOW_IT_IS_SENT = List.of(
            new Table.Column<>(16, "Type", row -> type(row.probe())),
            new Table.Column<>(17, "Descr", row -> SnmpValues.text(description(row))),
            new Table.Column<>(18, "SourceAddressType", row -> SnmpValues.addressType(row.source())),
            new Table.Column<>(19, "SourceAddress", row -> SnmpValues.address(row.source())),
            new Table.Column<>(20, "IfIndex", row -> new Integer32(row.interfaceIndex())),
            new Table.Column<>(21, "ByPassRouteTable", row -> new Integer32(PingMib.FALSE)),
            // the whole octet: the code point, then two bits of ECN (RFC 3168)
            new Table.Column<>(
                    22,
                    "DSField",
                    row -> SnmpValues.unsigned(row.probe().packet().dscp() << 2)),
            new Table.Column<>(23, "RowStatus", row -> new Integer32(PingMib.ROW_ACTIVE)));

    private PingCtlTable() {}

    static Table<ProbeRow> of(SortedRows<ProbeRow> rows, NotificationPolicy policy) {
        return new Table<>(PingMib.CTL_ENTRY, columns(policy), rows);
    }

    private static List<Table.Column<ProbeRow>> columns(NotificationPolicy policy) {
        var columns = new ArrayList<>(WHAT_IS_SENT);
        columns.addAll(notifications(policy));
        columns.addAll(HOW_IT_IS_SENT);
        return columns;
    }

    private static List<Table.Column<ProbeRow>> notifications(NotificationPolicy policy) {
        return List.of(
                new Table.Column<>(13, "TrapGeneration", row -> policy.trapGeneration()),
                new Table.Column<>(14, "TrapProbeFailureFilter", row -> SnmpValues.unsigned(policy.probeFailures())),
                new Table.Column<>(15, "TrapTestFailureFilter", row -> SnmpValues.unsigned(policy.testFailures())));
    }

    private static OID type(Probe probe) {
        return switch (probe.packet().protocol()) {
            case ICMP -> PingMib.ICMP_ECHO;
            case TCP -> PingMib.TCP_CONNECTION_ATTEMPT;
        };
    }

    private static int adminStatus(ProbeRow row) {
        return row.state() == LifecycleState.INACTIVE ? PingMib.DISABLED : PingMib.ENABLED;
    }

    private static long timeoutSeconds(Probe probe) {
        return Math.min(PingMib.MAX_TIMEOUT_SECONDS, wholeSeconds(probe.timeout()));
    }

    private static int storageType(ProbeRow row) {
        return PingTest.isOurs(row.probe().labels().tags()) ? PingMib.STORAGE_NON_VOLATILE : PingMib.STORAGE_READ_ONLY;
    }

    /** 0: once. */
    private static long frequency(ProbeRow row) {
        return PingTest.probes(row).isPresent() ? 0 : wholeSeconds(row.aggregationPeriod());
    }

    private static long probeCount(ProbeRow row) {
        var test = PingTest.probes(row);
        if (test.isPresent()) {
            return test.getAsInt();
        }
        long packets = row.aggregationPeriod().dividedBy(row.probe().interval());
        return Math.max(1, Math.min(PingMib.MAX_PROBE_COUNT, packets));
    }

    /** Rounded up; at least 1, because a frequency of 0 means "never again". */
    private static long wholeSeconds(Duration duration) {
        return Math.max(1, duration.toSeconds() + (duration.toNanosPart() > 0 ? 1 : 0));
    }

    /** Tells the whole names, which the index may have had to cut. */
    private static String description(ProbeRow row) {
        var connection = row.probe().connectionId().map(id -> ", VPN connection " + id);
        Packet packet = row.probe().packet();
        String port = packet.port().isPresent() ? " port " + packet.port().getAsInt() : "";
        return row.id() + ": " + packet.protocol() + " to " + row.probe().destination() + port + connection.orElse("");
    }
}
