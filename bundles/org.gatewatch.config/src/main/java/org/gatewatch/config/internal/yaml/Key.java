package org.gatewatch.config.internal.yaml;

/**
 * One key that a mapping may have.
 *
 * @param name as written in the file
 * @param isRequired whether its absence is a problem
 * @param type what its value must be
 * @param usual what its absence means; empty for nothing
 * @param doc what it says, in one sentence
 */
public record Key<T>(String name, boolean isRequired, ValueType<T> type, String usual, String doc) {
    public static <T> Key<T> required(String name, ValueType<T> type) {
        return new Key<>(name, true, type, "", "");
    }

    public static <T> Key<T> optional(String name, ValueType<T> type) {
        return new Key<>(name, false, type, "", "");
    }

    /** The same key, explained. */
    public Key<T> says(String sentence) {
        return new Key<>(name, isRequired, type, usual, sentence);
    }

    /** The same key, whose absence means this. */
    public Key<T> usually(Object value) {
        return new Key<>(name, isRequired, type, value.toString(), doc);
    }
}
