package org.gatewatch.snmp.internal;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Rows that are made when the first request looks at them, and then stay. Thread-safe.
 *
 * @param <T> content of a row
 */
final class LazyRows<T> implements Table.Rows<T> {
    private final Supplier<SortedRows<T>> make;
    private Optional<SortedRows<T>> made = Optional.empty(); // guarded by this

    LazyRows(Supplier<SortedRows<T>> make) {
        this.make = make;
    }

    private synchronized SortedRows<T> rows() {
        if (made.isEmpty()) {
            made = Optional.of(make.get());
        }
        return made.get();
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
