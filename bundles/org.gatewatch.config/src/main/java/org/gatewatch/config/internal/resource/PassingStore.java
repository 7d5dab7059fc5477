package org.gatewatch.config.internal.resource;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatewatch.api.state.StateStore;

/** What stands in for the store while there is none: forgets all at the end of the process. Thread-safe, bounded. */
final class PassingStore implements StateStore {
    private static final int MAX_ENTRIES = 1_000;

    private final Map<String, Map<String, byte[]>> spaces = new TreeMap<>(); // guarded by this

    @Override
    public synchronized Optional<byte[]> get(String space, String key) {
        return Optional.ofNullable(in(space).get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized Map<String, byte[]> all(String space) {
        return new TreeMap<>(in(space));
    }

    @Override
    public synchronized void put(String space, String key, byte[] value) {
        if (in(space).size() < MAX_ENTRIES) {
            in(space).put(key, value.clone());
        }
    }

    @Override
    public synchronized void remove(String space, String key) {
        in(space).remove(key);
    }

    @Override
    public void flush() {
        // nothing ever reaches a disk
    }

    private Map<String, byte[]> in(String space) {
        return spaces.computeIfAbsent(space, unused -> new TreeMap<>());
    }
}
