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

/**
 * One mapping of a managed file, into which a client's settings go. Nothing is checked here that the files' schema checks.
 *
 * @param values its keys and values
 */
record Entry(Map<String, Object> values) {
    /** What the gateway alone says. */
    private static final Set<String> OURS = Set.of("createdAt", "modifiedAt");

    /** Puts settings over what is there. */
    void put(Settings settings) {
        settings.values().forEach((key, value) -> {
            if (OURS.contains(key)) {
                throw Refusals.invalid(key, value.toString(), "the gateway itself says this");
            }
            if (value.equals(Optional.empty())) {
                values.remove(key);
            } else {
                values.put(key, plain(value));
            }
        });
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

    /** As a file would have it. */
    static Object plain(Object value) {
        if (value instanceof Settings settings) {
            return plain(settings.values());
        }
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return new ArrayList<>(list.stream().map(Entry::plain).toList());
        }
        return value instanceof Number || value instanceof Boolean ? value : text(value);
    }

    private static String text(Object value) {
        return value instanceof Duration duration ? duration.toMillis() + "ms" : value.toString();
    }
}
