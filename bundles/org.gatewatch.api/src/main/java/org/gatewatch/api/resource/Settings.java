package org.gatewatch.api.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client wants a resource to be, in the words of the configuration files: the keys of a monitor, of one of its
 * probes, or of a connection, with values that a file could have. They are checked as those of a file are, so there is one
 * set of rules and one set of messages. A key that is not given has its default when something is created, and stays as it
 * is when something is changed. Immutable.
 *
 * @param values by key: text, numbers, true or false, durations, UUIDs, enumeration constants, or {@code Settings}, lists
 *     and maps of these; an empty {@link Optional} takes a key back, so that its default applies again.
 *     A map that is changed is merged key by key
 */
public record Settings(Map<String, Object> values) {
    /** Nothing is asked for. */
    public static final Settings NONE = new Settings(Map.of());

    public Settings {
        values.forEach((key, value) -> {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, key);
        });
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same with one more key, or another value of it. */
    public Settings with(String key, Object value) {
        var more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Settings(more);
    }

    /** The same with one more key, if there is a value for it. */
    public Settings with(String key, Optional<?> value) {
        return value.map(given -> with(key, (Object) given)).orElse(this);
    }

    /** The same with a list of others under a key: the {@code probes} of a monitor. */
    public Settings with(String key, List<Settings> value) {
        return with(key, (Object) List.copyOf(value));
    }

    /** The same, taking back what the key says. */
    public Settings without(String key) {
        return with(key, (Object) Optional.empty());
    }
}
