package org.gatewatch.config.internal.yaml;

import java.util.Map;
import java.util.Optional;

/**
 * A mapping that has been held against its {@link Schema}.
 *
 * @param self the mapping itself
 * @param values its allowed keys with their values, before they are read
 */
public record Section(Value self, Map<String, Value> values) {
    public Section {
        values = Map.copyOf(values);
    }

    /** The key's value; empty when the key is absent, or when its value is wrong, which this reports. */
    public <T> Optional<T> read(Key<T> key) {
        return raw(key).flatMap(key.type()::read);
    }

    /** The key's value; the given one when the key is absent or its value is wrong, which this reports. */
    public <T> T readOr(Key<T> key, T absent) {
        return read(key).orElse(absent);
    }

    /** The key's value before it is read; empty when the key is absent. */
    public Optional<Value> raw(Key<?> key) {
        return Optional.ofNullable(values.get(key.name()));
    }

    public boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /** Reports that the key, which is absent, ought to be there. */
    public void missing(Key<?> key, String what) {
        self.at(self.node(), key.name()).wrongKey(what, Schema.allowed(key));
    }

    /** Reports what is wrong with the key's value, if the key is there. */
    public void wrong(Key<?> key, String what, String allowed) {
        raw(key).ifPresent(value -> value.wrong(what, allowed));
    }
}
