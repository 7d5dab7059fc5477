package org.gatewatch.http.internal.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the file of keys: one on each line, as words {@code name=value}. Only its owner may read it; a file that others
 * may read is refused, for then its secrets are none.
 */
final class KeyFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MIN_SECRET = 16;
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private static final Set<String> WORDS = Set.of("key", "secret", "rights", "prefix", "user");

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /**
     * All keys by their ids.
     *
     * @throws IllegalArgumentException with the line's number when a line is wrong
     * @throws IOException if the file cannot be read, or others may read it
     */
    Map<String, Key> read() throws IOException {
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(file + ": others than its owner may read it: chmod 600");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": larger than " + MAX_BYTES + " bytes");
        }
        var keys = new LinkedHashMap<String, Key>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                put(keys, line, file + " line " + (i + 1) + ": ");
            }
        }
        return keys;
    }

    private static void put(Map<String, Key> keys, String line, String place) {
        Key key = key(words(line, place), place);
        if (keys.put(key.caller().key(), key) != null) {
            throw new IllegalArgumentException(place + "key " + key + " is there twice");
        }
    }

    private static Map<String, String> words(String line, String place) {
        return Arrays.stream(line.split("\\s+", -1))
                .map(word -> word.split("=", 2))
                .peek(word -> require(
                        word.length == 2 && WORDS.contains(word[0]),
                        place + "allowed are key=, secret=, rights=, prefix= and user="))
                .collect(Collectors.toMap(word -> word[0], word -> word[1], (first, second) -> second));
    }

    private static Key key(Map<String, String> words, String place) {
        String id = words.getOrDefault("key", "");
        String secret = words.getOrDefault("secret", "");
        String rights = words.getOrDefault("rights", "read-only");
        require(id.matches("[A-Za-z0-9_.-]{1,128}"), place + "key: needed are 1 to 128 of A-Z a-z 0-9 _ . -");
        require(secret.length() >= MIN_SECRET, place + "secret: needed are " + MIN_SECRET + " characters or more");
        require(rights.matches("read-only|read-write"), place + "rights: allowed is read-only or read-write");
        var caller = new Caller(
                id, words.getOrDefault("user", id), rights.equals("read-write"), words.getOrDefault("prefix", ""));
        return new Key(caller, secret);
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }
}
