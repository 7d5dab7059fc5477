package org.gatewatch.snmp.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snmp4j.smi.OID;

/**
 * Rows in the order of their indexes, found by halving.
 *
 * @param <T> content of a row
 */
final class SortedRows<T> implements Table.Rows<T> {
    private final List<T> sorted;
    private final Function<T, OID> index;

    /**
     * @param sorted by index; never changed from now on
     * @param index tells the index of a row
     */
    SortedRows(List<T> sorted, Function<T, OID> index) {
        this.sorted = sorted;
        this.index = index;
    }

    @Override
    public Optional<Table.Row<T>> at(int[] oid, int from) {
        int position = notBefore(oid, from, oid.length);
        return position < size() && compare(position, oid, from, oid.length) == 0
                ? Optional.of(row(position))
                : Optional.empty();
    }

    @Override
    public Optional<Table.Row<T>> after(int[] oid, int from) {
        int position = notBefore(oid, from, oid.length);
        if (position < size() && compare(position, oid, from, oid.length) == 0) {
            position++;
        }
        return position < size() ? Optional.of(row(position)) : Optional.empty();
    }

    private Table.Row<T> row(int position) {
        T content = get(position);
        return new Table.Row<>(index.apply(content), content);
    }

    int size() {
        return sorted.size();
    }

    T get(int position) {
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
        OID own = index.apply(get(position));
        return Arrays.compareUnsigned(own.getValue(), 0, own.size(), oid, Math.min(from, to), to);
    }
}
