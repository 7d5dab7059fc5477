package org.gatewatch.config.internal.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.Times;
import org.gatewatch.api.resource.Origin;
import org.gatewatch.api.state.StateStore;
import org.gatewatch.config.internal.Located;

/** Where things stand and since when, for one request: it looks at each file once. */
final class Origins {
    private final Optional<StateStore> store;
    private final Map<String, Instant> modified = new HashMap<>();

    Origins(Optional<StateStore> store) {
        this.store = store;
    }

    /**
     * What a file says, or else what is known of it.
     *
     * @param key under which it was seen first
     */
    Origin of(Located<?> located, Times times, String key) {
        Instant changed = times.modifiedAt()
                .or(times::createdAt)
                .orElseGet(() -> modified.computeIfAbsent(located.file(), Origins::modified));
        Instant created = times.createdAt()
                .or(() -> store.flatMap(kept -> FirstSeen.of(kept, key)))
                .orElse(changed);
        Instant latest = changed.isBefore(created) ? created : changed;
        return new Origin(located.file(), located.isManaged(), created, latest);
    }

    private static Instant modified(String file) {
        try {
            return Files.getLastModifiedTime(Path.of(file)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // it has just gone
        }
    }
}
