package org.gatewatch.snmp.internal;

/**
 * Counts how often the rows of a table that nobody tells of have changed, as far as anybody looked: it is shown what they
 * hash to whenever they are made. Keeps no row. Thread-safe.
 */
final class RowChanges {
    private int last; // guarded by this
    private long count; // guarded by this

    /** How many changes there have been, this one among them. */
    synchronized long seen(int hash) {
        if (hash != last) {
            last = hash;
            count++;
        }
        return count;
    }
}
