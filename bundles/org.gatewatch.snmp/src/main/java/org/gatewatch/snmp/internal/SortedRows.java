package org.gatewatch.snmp.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.snmp4j.smi.OID;

/**
 * Rows in the order of their indexes, found near the last one that was asked for, or by halving. Thread-safe.
 *
 * @param <T> content of a row
 */
final class SortedRows<T> implements Table.Rows<T> {
    private final List<T> sorted;
    private final Function<T, OID> index;
    /** The row that was given out last, where a walk goes on. A guess: threads may overwrite each other's. */
    private int near;

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
        near = position;
        T content = get(position);
        return new Table.Row<>(index.apply(content), content);
    }

    int size() {
        return sorted.size();
    }

    T get(int position) {
        return sorted.get(position);
    }

    /** A hash of all rows with their indexes, in their order. */
    int hash(ToIntFunction<T> content) {
        int hash = 1;
        for (T row : sorted) {
            hash = 31 * (31 * hash + index.apply(row).hashCode()) + content.applyAsInt(row);
        }
        return hash;
    }

    /** Position of the first row whose index does not sort before {@code oid[from..to[}. */
    int notBefore(int[] oid, int from, int to) {
        int guess = near;
        // the next row of a column, and the same row of the next column
        if (isAt(guess, oid, from, to)) {
            return guess;
        }
        return isAt(guess - 1, oid, from, to) ? guess - 1 : halve(oid, from, to);
    }

    private boolean isAt(int position, int[] oid, int from, int to) {
        return position >= 0 && position < size() && compare(position, oid, from, to) == 0;
    }

    private int halve(int[] oid, int from, int to) {
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
