package org.gatewatch.config.internal.yaml;

/**
 * One key that a mapping may have.
 *
 * @param name as written in the file
 * @param isRequired whether its absence is a problem
 * @param type what its value must be
 */
public record Key<T>(String name, boolean isRequired, ValueType<T> type) {
    public static <T> Key<T> required(String name, ValueType<T> type) {
        return new Key<>(name, true, type);
    }

    public static <T> Key<T> optional(String name, ValueType<T> type) {
        return new Key<>(name, false, type);
    }
}
