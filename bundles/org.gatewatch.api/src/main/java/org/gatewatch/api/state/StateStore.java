package org.gatewatch.api.state;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small facts by key that outlive this process, also when it is killed. Each user has a space of its own, so that keys of
 * different users never meet. Writes are collected and reach the disk together within {@link #FLUSH_SECONDS}, so that
 * flash memory is spared; {@link #flush()} is for what must not be forgotten once it was told to somebody. Thread-safe.
 */
@ProviderType
public interface StateStore {
    /** A write is on the disk after this many seconds at the latest. */
    int FLUSH_SECONDS = 5;

    /** What was put last under the key. */
    Optional<byte[]> get(String space, String key);

    /** Everything in a space, in the order of keys; a copy. */
    Map<String, byte[]> all(String space);

    /**
     * Keeps a value, in place of the one before.
     *
     * @throws IllegalArgumentException if the value is longer than 64 KiB
     */
    void put(String space, String key, byte[] value);

    /** Forgets a key; nothing happens if there is none. */
    void remove(String space, String key);

    /**
     * Returns when everything that was written before is on the disk.
     *
     * @throws java.io.UncheckedIOException if the disk does not take it; it is tried again later, and nothing that was
     *     there before is lost
     */
    void flush();
}
