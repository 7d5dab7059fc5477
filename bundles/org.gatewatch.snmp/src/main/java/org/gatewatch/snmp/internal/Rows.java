package org.gatewatch.snmp.internal;

import java.util.Optional;
import org.snmp4j.smi.OID;

/**
 * The rows of a table at one moment, in the order of their indexes. A wanted index is the end of an OID and comes as the
 * OID's sub-identifiers and where the index starts in them.
 *
 * @param <T> what the columns take their values from
 */
interface Rows<T> {
    /** One row. */
    record Row<T>(OID index, T content) {}

    /** The row with exactly this index. */
    Optional<Row<T>> at(int[] oid, int from);

    /** The first row whose index sorts after this one, which need not be whole or exist. */
    Optional<Row<T>> after(int[] oid, int from);
}
