package org.gatewatch.snmp.internal;

import java.util.Arrays;
import java.util.Optional;
import org.snmp4j.smi.OID;

/** One row per probe and kept period: the probe's index, then that of its history entry. */
final class HistoryRows implements Rows<HistoryEntry> {
    private final ProbeRows probes;

    HistoryRows(ProbeRows probes) {
        this.probes = probes;
    }

    @Override
    public Optional<Row<HistoryEntry>> at(int[] oid, int from) {
        return from >= oid.length
                ? Optional.empty()
                : probes.at(Arrays.copyOf(oid, oid.length - 1), from).flatMap(row -> row.content()
                        .history()
                        .at(Integer.toUnsignedLong(oid[oid.length - 1]))
                        .map(entry -> row(row.content(), entry)));
    }

    @Override
    public Optional<Row<HistoryEntry>> after(int[] oid, int from) {
        int position = probes.notBefore(oid, from, oid.length);
        if (position > 0 && isUnder(probes.get(position - 1).index(), oid, from)) {
            var probe = probes.get(position - 1);
            long index = Integer.toUnsignedLong(oid[from + probe.index().size()]);
            var entry = probe.history().after(index);
            if (entry.isPresent()) {
                return entry.map(found -> row(probe, found));
            }
        }
        return firstFrom(position);
    }

    /** Whether the wanted index is of this probe's history; as an index it sorts after the probe's own. */
    private static boolean isUnder(OID probe, int[] oid, int from) {
        int end = from + probe.size();
        return oid.length > end && Arrays.equals(probe.getValue(), 0, probe.size(), oid, from, end);
    }

    private Optional<Row<HistoryEntry>> firstFrom(int position) {
        for (int next = position; next < probes.size(); next++) {
            var probe = probes.get(next);
            if (probe.history().size() > 0) {
                return Optional.of(row(probe, probe.history().entry(0)));
            }
        }
        return Optional.empty();
    }

    private static Row<HistoryEntry> row(ProbeRow probe, HistoryEntry entry) {
        return new Row<>(new OID(probe.index().getValue(), (int) entry.index()), entry);
    }
}
