package org.gatewatch.snmp.internal;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Rows that are made when the first request looks at them, and then stay. Thread-safe.
 *
 * @param <T> content of a row
 */
final class LazyRows<T> implements Table.Rows<T> {
    private final Supplier<SortedRows<T>> make;
    private final ToIntFunction<T> hash;
    private final RowChanges changes;
    private Optional<Made<T>> made = Optional.empty(); // guarded by this

    private record Made<T>(SortedRows<T> rows, long changes) {}

    /**
     * @param hash of what a row shows
     * @param changes counts how often rows were made that showed something else than those before
     */
    LazyRows(Supplier<SortedRows<T>> make, ToIntFunction<T> hash, RowChanges changes) {
        this.make = make;
        this.hash = hash;
        this.changes = changes;
    }

    private synchronized Made<T> made() {
        if (made.isEmpty()) {
            var rows = make.get();
            made = Optional.of(new Made<>(rows, changes.seen(rows.hash(hash))));
        }
        return made.get();
    }

    private SortedRows<T> rows() {
        return made().rows();
    }

    /** How many changes had been seen when these rows were made. */
    long changes() {
        return made().changes();
    }

    @Override
    public Optional<Table.Row<T>> at(int[] oid, int from) {
        return rows().at(oid, from);
    }

    @Override
    public Optional<Table.Row<T>> after(int[] oid, int from) {
        return rows().after(oid, from);
    }
}
