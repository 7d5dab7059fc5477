package org.gatewatch.link.internal.kernel;

/** What a message of the kernel changes for paths. */
public enum Change {
    NONE,
    /** A neighbour has another link address or none: known answers stay right, frames do not. */
    NEIGHBOUR,
    /** An interface or a local address: frames may be wrong at once, answers too. */
    INTERFACE,
    /** Routes, rules or next-hop objects: the kernel must be asked again. */
    ROUTE
}
