package org.gatewatch.history.internal;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatewatch.api.state.StateStore;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state store: one file of its own, small and seldom written, so that nothing that befalls the history can befall it.
 * What is not on the disk yet is in memory, and is read from there. Thread-safe.
 */
final class KeptFacts implements StateStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFacts.class);
    private static final int MAX_VALUE_BYTES = 64 << 10;
    /** 10,000 probes have 2 MB of facts. */
    private static final long LARGE_BYTES = 16L << 20;

    private static final int SHRINK_MILLIS = 20;
    private static final char SEPARATOR = '\0';
    private static final char AFTER_SEPARATOR = '\1';

    private final StoreFile<MVMap<String, byte[]>> file;
    private final Runnable wake;
    private final Object lock = new Object();
    /** By space and key; empty is removed. */
    private final TreeMap<String, Optional<byte[]>> unwritten = new TreeMap<>(); // guarded by lock

    private final Object flushing = new Object();
    private volatile String problem = "";

    /**
     * Opens nothing yet.
     *
     * @param path of the file
     * @param wake told that {@link #tryFlush} has something to do
     */
    KeptFacts(Path path, Runnable wake) {
        this(new StoreFile<>(path, KeptFacts::open), wake);
    }

    KeptFacts(StoreFile<MVMap<String, byte[]>> file, Runnable wake) {
        this.file = file;
        this.wake = wake;
    }

    static MVMap<String, byte[]> open(MVStore store) {
        MVMap<String, byte[]> facts = store.openMap(
                "facts",
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(new CheckedBytes()));
        facts.keyIterator(null).forEachRemaining(facts::get); // all of it: a damaged fact could never be replaced
        return facts;
    }

    @Override
    public Optional<byte[]> get(String space, String key) {
        String name = name(space, key);
        Optional<byte[]> value;
        synchronized (lock) {
            value = unwritten.get(name);
        }
        // Not under the lock, or who puts would wait for the disk. What is not unwritten any more is in the file
        // already.
        return (value != null ? value : file.read(facts -> Optional.ofNullable(facts.get(name)))).map(byte[]::clone);
    }

    @Override
    public Map<String, byte[]> all(String space) {
        String prefix = space + SEPARATOR;
        var all = new TreeMap<String, byte[]>();
        SortedMap<String, Optional<byte[]>> changes;
        synchronized (lock) {
            changes = new TreeMap<>(unwritten.subMap(prefix, space + AFTER_SEPARATOR));
        }
        file.read(
                facts -> { // after the changes: what is written in between is there twice, not missed
                    Iterator<String> keys = facts.keyIterator(prefix);
                    for (String key = next(keys); key.startsWith(prefix); key = next(keys)) {
                        byte[] value = facts.get(key);
                        if (value != null) { // as of one that is taken away meanwhile
                            all.put(key.substring(prefix.length()), value.clone());
                        }
                    }
                    return all;
                });
        changes.forEach((name, value) -> {
            String key = name.substring(prefix.length());
            value.ifPresentOrElse(bytes -> all.put(key, bytes.clone()), () -> all.remove(key));
        });
        return all;
    }

    private static String next(Iterator<String> keys) {
        return keys.hasNext() ? keys.next() : "";
    }

    @Override
    public void put(String space, String key, byte[] value) {
        if (value.length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(
                    space + "/" + key + " has " + value.length + " bytes: allowed are " + MAX_VALUE_BYTES);
        }
        change(name(space, key), Optional.of(value.clone()));
    }

    @Override
    public void remove(String space, String key) {
        change(name(space, key), Optional.empty());
    }

    private void change(String name, Optional<byte[]> value) {
        synchronized (lock) {
            unwritten.put(name, value);
        }
        wake.run();
    }

    @Override
    public void flush() {
        synchronized (flushing) {
            SortedMap<String, Optional<byte[]>> changes;
            synchronized (lock) {
                changes = new TreeMap<>(unwritten);
            }
            if (!changes.isEmpty()) {
                write(changes);
            }
        }
    }

    private void write(SortedMap<String, Optional<byte[]>> changes) {
        try {
            file.write(facts -> {
                changes.forEach((name, value) ->
                        value.ifPresentOrElse(bytes -> putIfOther(facts, name, bytes), () -> facts.remove(name)));
                return facts;
            });
        } catch (UncheckedIOException e) {
            wake.run();
            throw e;
        }
        synchronized (lock) {
            changes.forEach(unwritten::remove); // only what has not been changed again meanwhile
        }
        if (file.size().bytes() > LARGE_BYTES) { // facts change here and there, which leaves holes
            file.shrink(SHRINK_MILLIS);
        }
    }

    private static void putIfOther(MVMap<String, byte[]> facts, String name, byte[] bytes) {
        if (!Arrays.equals(facts.get(name), bytes)) {
            facts.put(name, bytes);
        }
    }

    /** Flushes; whether the disk took it. */
    boolean tryFlush() {
        try {
            flush();
            if (!problem.isEmpty()) {
                LOG.info("state-stored-again: state is stored again");
            }
            problem = "";
            return true;
        } catch (UncheckedIOException e) {
            if (problem.isEmpty()) {
                LOG.warn(
                        "state-not-stored: state cannot be written: {}; it is kept in memory, tried again",
                        e.getCause().getMessage());
            }
            problem = e.getCause().getMessage();
            return false;
        }
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() {
        tryFlush();
        file.close();
    }

    private static String name(String space, String key) {
        return space + SEPARATOR + key;
    }
}
