package org.gatewatch.snmp.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A conceptual table: its instances are {@code entry.column.index}, sorted by column first. */
final class Table<T> implements MibView.Subtree {
    private static final int[] BEFORE_ALL_ROWS = {};

    private final OID entry;
    private final List<Column<T>> columns;
    private final Rows<T> rows;

    /**
     * @param columns ordered by number
     */
    Table(OID entry, List<Column<T>> columns, Rows<T> rows) {
        this.entry = entry;
        this.columns = columns;
        this.rows = rows;
    }

    /** What the columns are called, by their OIDs. */
    Map<OID, String> columnNames() {
        return columns.stream()
                .collect(Collectors.toMap(column -> new OID(entry).append(column.number()), Column::name));
    }

    @Override
    public OID root() {
        return entry;
    }

    @Override
    public Variable get(OID oid) {
        int columnAt = entry.size();
        if (oid.size() <= columnAt) {
            return Null.noSuchObject;
        }
        int number = oid.get(columnAt);
        return columns.stream()
                .filter(column -> column.number() == number)
                .findFirst()
                .map(column -> value(column, oid))
                .orElse(Null.noSuchObject);
    }

    private Variable value(Column<T> column, OID oid) {
        return rows.at(oid.getValue(), entry.size() + 1)
                .map(row -> column.value().apply(row.content()))
                .orElse(Null.noSuchInstance);
    }

    @Override
    public Optional<VariableBinding> next(OID oid) {
        int columnAt = entry.size();
        boolean inside = oid.size() > columnAt && oid.startsWith(entry);
        for (Column<T> column : columns) {
            int order = inside ? Integer.compareUnsigned(column.number(), oid.get(columnAt)) : 1;
            if (order < 0) {
                continue;
            }
            var row = order == 0 ? rows.after(oid.getValue(), columnAt + 1) : rows.after(BEFORE_ALL_ROWS, 0);
            if (row.isPresent()) {
                return row.map(found -> instance(column, found));
            }
        }
        return Optional.empty();
    }

    private VariableBinding instance(Column<T> column, Row<T> row) {
        int[] index = row.index().getValue();
        int[] oid = new int[entry.size() + 1 + index.length];
        System.arraycopy(entry.getValue(), 0, oid, 0, entry.size());
        oid[entry.size()] = column.number();
        System.arraycopy(index, 0, oid, entry.size() + 1, index.length);
        return new VariableBinding(new OID(oid), column.value().apply(row.content()));
    }

    /**
     * The rows of a table at one moment, in the order of their indexes. A wanted index is the end of an OID and comes
     * as the OID's sub-identifiers and where the index starts in them.
     *
     * @param <T> what the columns take their values from
     */
    interface Rows<T> {
        /** The row with exactly this index. */
        Optional<Row<T>> at(int[] oid, int from);

        /** The first row whose index sorts after this one, which need not be whole or exist. */
        Optional<Row<T>> after(int[] oid, int from);
    }

    /**
     * One column of a table.
     *
     * @param number its sub-identifier
     * @param name its name in the MIB, for people who read the code
     * @param value its value in a row; always of the same type
     */
    record Column<T>(int number, String name, Function<T, Variable> value) {}

    /**
     * One row.
     *
     * @param index what follows entry and column in the OIDs of its instances
     * @param content what the columns take their values from
     */
    record Row<T>(OID index, T content) {}
}
