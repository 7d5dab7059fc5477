package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.snmp4j.smi.OID;

/**
 * Collects what listeners are told. A report costs one map access; the sorted snapshot is made at the first request
 * after a change, so that 10,000 reports in one second do not make 10,000 snapshots. Thread-safe.
 */
final class ProbeStore implements ReportListener {
    private final Object lock = new Object();
    private final Map<ProbeId, ProbeRow> rows = new HashMap<>(); // guarded by lock
    private final Set<OID> indexes = new HashSet<>(); // guarded by lock
    private ProbeId[] order = {}; // guarded by lock: all ids by index, or stale
    private boolean orderIsStale; // guarded by lock
    private volatile ProbeRows snapshot = new ProbeRows(List.of());
    private volatile boolean snapshotIsStale;

    @Override
    public void reported(Report report) {
        put(report.id(), index -> ProbeRow.of(index, report), row -> row.with(report));
    }

    @Override
    public void changed(ProbeStatus status) {
        put(status.id(), index -> ProbeRow.of(index, status), row -> row.with(status));
    }

    @Override
    public void removed(ProbeId id) {
        synchronized (lock) {
            var row = rows.remove(id);
            if (row != null) {
                indexes.remove(row.index());
                orderIsStale = true;
                snapshotIsStale = true;
            }
        }
    }

    private void put(ProbeId id, Function<OID, ProbeRow> create, UnaryOperator<ProbeRow> update) {
        synchronized (lock) {
            var row = rows.get(id);
            if (row == null) {
                rows.put(id, create.apply(freeIndex(id)));
                orderIsStale = true;
            } else {
                rows.put(id, update.apply(row));
            }
            snapshotIsStale = true;
        }
    }

    private OID freeIndex(ProbeId id) {
        int attempt = 0;
        OID index = PingIndex.of(id, attempt);
        while (!indexes.add(index)) {
            index = PingIndex.of(id, ++attempt);
        }
        return index;
    }

    /** All probes as they are now; the same object as long as nothing changes. */
    ProbeRows rows() {
        if (snapshotIsStale) {
            synchronized (lock) {
                if (snapshotIsStale) {
                    snapshot = sorted();
                    snapshotIsStale = false;
                }
            }
        }
        return snapshot;
    }

    private ProbeRows sorted() {
        if (orderIsStale) {
            order = rows.values().stream()
                    .sorted(Comparator.comparing(ProbeRow::index))
                    .map(ProbeRow::id)
                    .toArray(ProbeId[]::new);
            orderIsStale = false;
        }
        var sorted = new ArrayList<ProbeRow>(order.length);
        Arrays.stream(order).map(rows::get).forEach(sorted::add);
        return new ProbeRows(sorted);
    }
}
