package org.gatewatch.http.internal.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who is known. Read once: a change of the file takes effect when the feature's settings are saved again. Immutable. */
public final class KeyRing {
    private final Map<String, Key> keys;

    private KeyRing(Map<String, Key> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads the file of keys.
     *
     * @throws IllegalArgumentException if a line is wrong, with a message that names file and line
     * @throws IOException if the file cannot be read, or others may read it
     */
    public static KeyRing read(Path file) throws IOException {
        return new KeyRing(new KeyFile(file).read());
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    Key required(String id) throws Refusal {
        Key key = keys.get(id);
        if (key == null) {
            throw new Refusal(Refusal.Kind.UNKNOWN_KEY, "The access key is not known here");
        }
        return key;
    }

    /** Whoever has this name and secret: as user, or as key. */
    Optional<Caller> withPassword(String name, String password) {
        return keys.values().stream()
                .filter(key ->
                        key.caller().user().equals(name) || key.caller().key().equals(name))
                .filter(key -> Hashes.areEqual(key.secret(), password))
                .map(Key::caller)
                .findFirst();
    }
}
