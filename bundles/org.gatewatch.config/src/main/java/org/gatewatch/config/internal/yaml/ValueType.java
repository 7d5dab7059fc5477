package org.gatewatch.config.internal.yaml;

import java.util.Optional;

/** Turns a piece of YAML into a value, or reports why that cannot be done. */
@FunctionalInterface
public interface ValueType<T> {
    /** The value, or empty with a problem reported. */
    Optional<T> read(Value value);
}
