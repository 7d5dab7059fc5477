package org.gatewatch.snmp.internal;

import java.util.function.Supplier;

/**
 * What a front end serves.
 *
 * @param view all that may be read, at this moment; to be pinned for each request
 * @param writes takes what is to be set
 */
public record Served(Supplier<MibView> view, Writes writes) {
    /** Nothing is writable. */
    public static Served readOnly(Supplier<MibView> view) {
        return new Served(view, Writes.NONE);
    }
}
