package org.gatewatch.config.internal;

import java.util.HashMap;
import java.util.Map;

/** One object for all equal values of a file: most probes have the packets and the pace that others have too. */
final class Shared<T> {
    private final Map<T, T> values = new HashMap<>();

    /** The first value that was equal to this one. */
    T of(T value) {
        T first = values.putIfAbsent(value, value);
        return first == null ? value : first;
    }
}
