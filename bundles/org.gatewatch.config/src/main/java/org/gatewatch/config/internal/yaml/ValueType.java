package org.gatewatch.config.internal.yaml;

import java.util.Optional;

/** What a value may be: for reading it, and as data. */
public interface ValueType<T> {
    /** The value, or empty with a problem reported. */
    Optional<T> read(Value value);

    /** What is read without problems, as far as it can be told without reading; never less. */
    Form form();

    /** Turns a piece of YAML into a value, or reports why that cannot be done. */
    @FunctionalInterface
    interface Reader<T> {
        /** As {@link ValueType#read}. */
        Optional<T> read(Value value);
    }

    /** Both together. */
    static <T> ValueType<T> of(Form form, Reader<T> reader) {
        return new ValueType<>() {
            @Override
            public Optional<T> read(Value value) {
                return reader.read(value);
            }

            @Override
            public Form form() {
                return form;
            }
        };
    }
}
