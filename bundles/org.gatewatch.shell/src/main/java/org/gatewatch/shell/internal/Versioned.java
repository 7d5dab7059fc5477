package org.gatewatch.shell.internal;

/** A document of which others read, perhaps with another version of these classes. */
interface Versioned {
    /** {@link StatusDocument#SCHEMA}. */
    int schema();
}
