package org.gatewatch.snmp.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.report.Report;
import org.gatewatch.api.report.ReportListener;
import org.snmp4j.smi.OID;

/**
 * Collects what listeners are told. A report costs one map access; the sorted snapshot is made when somebody asks for it,
 * and not kept here: it would keep 10,000 old reports alive after the last walk. Thread-safe.
 */
final class ProbeStore implements ReportListener {
    private final Object lock = new Object();
    private final Map<ProbeId, ProbeRow> rows = new HashMap<>(); // guarded by lock
    /** Of the few indexes that another probe's could be equal to. */
    private final Set<OID> ambiguous = new HashSet<>(); // guarded by lock

    private ProbeId[] order = {}; // guarded by lock: all ids by index, or stale
    private boolean orderIsStale; // guarded by lock
    private volatile long generation; // written under lock
    private long voided; // guarded by lock

    /**
     * All probes at one moment.
     *
     * @param generation how many changes there have been since the start
     * @param voided samples since the start that were unusable, also of probes that are gone
     */
    record Snapshot(SortedRows<ProbeRow> rows, long generation, long voided) {}

    @Override
    public void reported(Report report) {
        synchronized (lock) {
            voided += report.counts().voided();
            put(report.id(), index -> ProbeRow.of(index, report), row -> row.with(report));
        }
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
                ambiguous.remove(row.index());
                orderIsStale = true;
                generation++;
                lock.notifyAll();
            }
        }
    }

    private void put(ProbeId id, Function<OID, ProbeRow> create, UnaryOperator<ProbeRow> update) {
        synchronized (lock) {
            var row = rows.get(id);
            if (row == null) {
                rows.put(id, create.apply(freeIndex(id)));
                orderIsStale = true;
                lock.notifyAll();
            } else {
                rows.put(id, update.apply(row));
            }
            generation++;
        }
    }

    private OID freeIndex(ProbeId id) {
        int attempt = 0;
        OID index = PingIndex.of(id, attempt);
        while (PingIndex.isAmbiguous(index) && !ambiguous.add(index)) {
            index = PingIndex.of(id, ++attempt);
        }
        return index;
    }

    /** One probe as it is now. */
    Optional<ProbeRow> row(ProbeId id) {
        synchronized (lock) {
            return Optional.ofNullable(rows.get(id));
        }
    }

    boolean isThere(ProbeId id) {
        return row(id).isPresent();
    }

    /** Waits until a probe comes or goes, though not for ever. */
    void awaitChange(ProbeId id, boolean before, long millis) {
        long deadlineNanos = System.nanoTime() + millis * 1_000_000;
        synchronized (lock) {
            try {
                for (long left = millis; left > 0 && rows.containsKey(id) == before; ) {
                    lock.wait(left);
                    left = (deadlineNanos - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How many changes there have been. */
    long generation() {
        return generation;
    }

    /** All probes as they are now. */
    Snapshot snapshot() {
        synchronized (lock) {
            return new Snapshot(sorted(), generation, voided);
        }
    }

    private SortedRows<ProbeRow> sorted() {
        if (orderIsStale) {
            order = rows.values().stream()
                    .sorted(Comparator.comparing(ProbeRow::index))
                    .map(ProbeRow::id)
                    .toArray(ProbeId[]::new);
            orderIsStale = false;
        }
        var sorted = new ArrayList<ProbeRow>(order.length);
        Arrays.stream(order).map(rows::get).forEach(sorted::add);
        return new SortedRows<>(sorted, ProbeRow::index);
    }
}
