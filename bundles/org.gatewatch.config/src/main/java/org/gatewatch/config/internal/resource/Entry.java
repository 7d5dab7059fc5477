package org.gatewatch.config.internal.resource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.managed.Written;

/**
 * One mapping of a managed file, into which a client's settings go. Nothing is checked here that the files' schema checks.
 *
 * @param values its keys and values
 */
record Entry(Map<String, Object> values) {
    /** What the gateway alone says. */
    private static final Set<String> OURS = Set.of("createdAt", "modifiedAt");

    /** Puts settings over what is there, of mappings key by key. */
    void put(Settings settings) {
        settings.values().forEach((key, value) -> {
            if (OURS.contains(key)) {
                throw Refusals.invalid(key, value.toString(), "the gateway itself says this");
            }
            merge(values, key, value);
        });
    }

    /** Only the outermost mapping is changed: whoever compares with before has the inner ones as they were. */
    private static void merge(Map<String, Object> values, String key, Object value) {
        if (value.equals(Optional.empty())) {
            values.remove(key);
        } else if (values.get(key) instanceof Map<?, ?> before && mapping(value).isPresent()) {
            var merged = new LinkedHashMap<String, Object>();
            before.forEach((name, each) -> merged.put(String.valueOf(name), each));
            mapping(value).get().forEach((name, each) -> merge(merged, String.valueOf(name), each));
            if (merged.isEmpty()) {
                values.remove(key);
            } else {
                values.put(key, merged);
            }
        } else {
            Object plain = plain(key, value);
            if (!(values.get(key) instanceof Written before && before.means(plain))) {
                values.put(key, plain);
            }
        }
    }

    private static Optional<Map<?, ?>> mapping(Object value) {
        var given = value instanceof Settings settings ? settings.values() : value;
        return given instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    /** Refuses settings that a change may not touch. */
    static void requireOnly(Settings settings, Set<String> allowed) {
        for (String key : settings.values().keySet()) {
            if (!allowed.contains(key)) {
                throw Refusals.invalid(
                        key,
                        "",
                        "cannot be changed here; allowed are "
                                + String.join(", ", allowed.stream().sorted().toList()));
            }
        }
    }

    static void require(Settings settings, String key, String reason) {
        if (settings.values().containsKey(key)) {
            throw Refusals.invalid(key, settings.values().get(key).toString(), reason);
        }
    }

    /** Drops keys that a change of another one has made senseless, unless they are asked for. */
    void dropUnlessAsked(Settings settings, Collection<String> keys) {
        keys.stream().filter(key -> !settings.values().containsKey(key)).forEach(values::remove);
    }

    void created(Instant now) {
        values.put("createdAt", now.toString());
        modified(now);
    }

    void modified(Instant now) {
        values.put("modifiedAt", now.toString());
    }

    /** As a file would have it under that key. */
    static Object plain(String key, Object value) {
        var mapping = mapping(value);
        if (mapping.isPresent()) {
            var copy = new LinkedHashMap<String, Object>();
            mapping.get().forEach((name, each) -> merge(copy, String.valueOf(name), each));
            return copy;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(each -> plain(key, each)).toList());
        }
        if (value instanceof Optional<?>) {
            throw Refusals.invalid(key, "", "a key can be taken back, an item of a list cannot; give the whole list");
        }
        return value instanceof Number || value instanceof Boolean ? value : text(value);
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString();
    }
}
