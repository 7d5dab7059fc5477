package org.gatewatch.snmp.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.snmp4j.smi.OID;

/** One row per probe. */
final class ProbeRows implements Table.Rows<ProbeRow> {
    private final List<ProbeRow> sorted;

    /**
     * @param sorted by index; never changed from now on
     */
    ProbeRows(List<ProbeRow> sorted) {
        this.sorted = sorted;
    }

    @Override
    public Optional<Table.Row<ProbeRow>> at(int[] oid, int from) {
        int position = notBefore(oid, from, oid.length);
        return position < size() && compare(position, oid, from, oid.length) == 0
                ? Optional.of(row(position))
                : Optional.empty();
    }

    @Override
    public Optional<Table.Row<ProbeRow>> after(int[] oid, int from) {
        int position = notBefore(oid, from, oid.length);
        if (position < size() && compare(position, oid, from, oid.length) == 0) {
            position++;
        }
        return position < size() ? Optional.of(row(position)) : Optional.empty();
    }

    private Table.Row<ProbeRow> row(int position) {
        var probe = get(position);
        return new Table.Row<>(probe.index(), probe);
    }

    int size() {
        return sorted.size();
    }

    ProbeRow get(int position) {
        return sorted.get(position);
    }

    /** Position of the first row whose index does not sort before {@code oid[from..to[}. */
    int notBefore(int[] oid, int from, int to) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, oid, from, to) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int position, int[] oid, int from, int to) {
        OID index = get(position).index();
        return Arrays.compareUnsigned(index.getValue(), 0, index.size(), oid, Math.min(from, to), to);
    }
}
