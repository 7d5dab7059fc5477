package org.gatewatch.monitor.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gatewatch.api.state.StateStore;

/** A state store that lasts as long as the test. */
final class MemoryStore implements StateStore {
    /** By space and key, with a blank in between. */
    final Map<String, byte[]> facts = new TreeMap<>();

    @Override
    public Optional<byte[]> get(String space, String key) {
        return Optional.ofNullable(facts.get(space + " " + key));
    }

    @Override
    public Map<String, byte[]> all(String space) {
        String prefix = space + " ";
        var all = new TreeMap<String, byte[]>();
        facts.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                all.put(name.substring(prefix.length()), value);
            }
        });
        return all;
    }

    @Override
    public void put(String space, String key, byte[] value) {
        facts.put(space + " " + key, value);
    }

    @Override
    public void remove(String space, String key) {
        facts.remove(space + " " + key);
    }

    @Override
    public void flush() {
        throw new UncheckedIOException(new IOException("never asked for"));
    }
}
