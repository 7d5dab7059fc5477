package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.Integer32;

/** {@code pingProbeHistoryTable}: the last periods of each probe, one row per period instead of one per packet. */
final class PingHistoryTable {
    private static final List<Column<HistoryEntry>> COLUMNS = List.of(
            new Column<>(2, "Response", entry -> SnmpValues.unsigned(entry.responseMillis())),
            new Column<>(3, "Status", entry -> new Integer32(entry.status().number())),
            // the ICMP code of the last reply: an echo reply has code 0, and a period without one has none
            new Column<>(4, "LastRC", entry -> new Integer32(0)),
            new Column<>(5, "Time", entry -> SnmpValues.dateAndTime(Optional.of(entry.end()))));

    private PingHistoryTable() {}

    static Table<HistoryEntry> of(ProbeRows rows) {
        return new Table<>(DismanPing.HISTORY_ENTRY, COLUMNS, new HistoryRows(rows));
    }
}
