package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Map;

/** DISMAN-PING-MIB over one snapshot. */
final class PingMib {
    private PingMib() {}

    static List<MibSubtree> of(ProbeRows rows) {
        // 0: as many at once as there are probes
        var noLimit = new Scalars(
                DismanPing.MAX_CONCURRENT_REQUESTS,
                Map.of(DismanPing.MAX_CONCURRENT_REQUESTS, () -> SnmpValues.unsigned(0)));
        return List.of(noLimit, PingCtlTable.of(rows), PingResultsTable.of(rows), PingHistoryTable.of(rows));
    }
}
