package org.gatewatch.history.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of the embedded store, opened when it is needed. MVStore cuts an unfinished tail off by itself; a file that is
 * damaged otherwise is set aside and a fresh one begun, for a store that refuses to start would keep probes from being
 * watched. MVStore closes itself when a write fails: the next use opens it again. Thread-safe.
 *
 * @param <M> the maps in it
 */
final class StoreFile<M> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFile.class);
    /** Of what we store; a file of another version is set aside as a damaged one is. */
    private static final int VERSION = 1;
    /** Nothing is written when less is free: the last room of a disk is not for history, and a failed write is dear. */
    private static final long MIN_FREE_BYTES = 2L << 20;

    /** MVStore's own figure. We sync, but some flash says that it has written when it has not. */
    static final Duration REUSE_AFTER = Duration.ofSeconds(45);

    private static final int PAGE_BYTES = 16 << 10;
    private static final Set<Integer> DAMAGE = Set.of(
            DataUtils.ERROR_FILE_CORRUPT,
            DataUtils.ERROR_UNSUPPORTED_FORMAT,
            DataUtils.ERROR_SERIALIZATION,
            DataUtils.ERROR_CHUNK_NOT_FOUND,
            DataUtils.ERROR_INTERNAL);

    /** The open file. */
    private record Opened<M>(MVStore store, M maps) {}

    private final Path file;
    private final Function<MVStore, M> open;
    private final Duration reuseAfter;
    private volatile Opened<M> opened; // written under this lock; null while the file is closed
    private boolean closed; // guarded by this

    /**
     * Opens nothing yet.
     *
     * @param file where; its folder is made
     * @param open opens the maps, and looks into them as far as damage shall be noticed at once
     */
    StoreFile(Path file, Function<MVStore, M> open) {
        this(file, open, REUSE_AFTER);
    }

    /**
     * Opens nothing yet.
     *
     * @param reuseAfter how long what was removed stays in the file
     */
    StoreFile(Path file, Function<MVStore, M> open, Duration reuseAfter) {
        this.file = file;
        this.open = open;
        this.reuseAfter = reuseAfter;
    }

    /**
     * Reads. A part that is damaged stays where it is: other parts can still be read.
     *
     * @throws UncheckedIOException if the disk or the file cannot be read
     */
    <R> R read(Function<M, R> work) {
        M maps = opened().maps;
        try {
            return work.apply(maps);
        } catch (MVStoreException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    /**
     * Changes the maps and brings what was changed to the disk. All of it is there when this returns; when it throws, all
     * or nothing is.
     *
     * @throws UncheckedIOException if the disk does not take it, or the file was damaged and has been set aside
     */
    synchronized <R> R write(Function<M, R> work) {
        requireRoom();
        Opened<M> current = opened();
        try {
            R result = work.apply(current.maps);
            current.store.commit();
            current.store.sync();
            return result;
        } catch (MVStoreException e) {
            closeAfter(e);
            throw new UncheckedIOException(new IOException(firstLine(e), e));
        }
    }

    private void requireRoom() {
        try {
            Files.createDirectories(file.getParent());
            long free = Files.getFileStore(file.getParent()).getUsableSpace();
            if (free < MIN_FREE_BYTES) {
                throw new IOException("only " + (free >> 10) + " KiB are left on the disk");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** How many bytes the file has, and how much of them is in use, in percent. */
    synchronized Size size() {
        var files = opened().store.getFileStore();
        return new Size(files.size(), files.getFillRate());
    }

    record Size(long bytes, int usedPercent) {}

    /** Moves what is in use to the front of the file and cuts its end off, for some time. */
    synchronized void shrink(int millis) {
        try {
            opened().store.compactFile(millis);
        } catch (MVStoreException e) {
            closeAfter(e);
        }
    }

    /** Closes the file for good: who still reads would open it again, and lock out whoever uses it next. */
    @Override
    public synchronized void close() {
        closed = true;
        if (opened != null) {
            try {
                opened.store.close();
            } catch (MVStoreException e) {
                LOG.warn(
                        "store-recovered: {} was not closed in order: {}; what was stored before is there",
                        file,
                        firstLine(e));
            }
            opened = null;
        }
    }

    private Opened<M> opened() {
        Opened<M> current = opened;
        return current != null && !current.store.isClosed() ? current : reopened();
    }

    private synchronized Opened<M> reopened() {
        if (closed) {
            throw new UncheckedIOException(new IOException(file + " is in use no more"));
        }
        if (opened == null || opened.store.isClosed()) {
            try {
                Files.createDirectories(file.getParent());
                opened = open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return opened;
    }

    private Opened<M> open() throws IOException {
        try {
            return openAsItIs();
        } catch (MVStoreException e) {
            if (!isDamage(e)) {
                throw new IOException(firstLine(e), e);
            }
            setAside(e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            setAside(e); // MVStore took what is damaged for its own
        }
        return openAsItIs();
    }

    private Opened<M> openAsItIs() {
        // No cache: it would keep a megabyte for what the kernel has in its page cache anyway. No thread: we commit.
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(0)
                .pageSplitSize(PAGE_BYTES)
                .compress()
                .autoCommitDisabled()
                .open();
        try {
            store.setVersionsToKeep(0);
            store.setRetentionTime((int) reuseAfter.toMillis());
            requireOurs(store);
            return new Opened<>(store, open.apply(store));
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static void requireOurs(MVStore store) {
        if (store.getMapNames().isEmpty()) {
            store.setStoreVersion(VERSION);
        } else if (store.getStoreVersion() != VERSION) {
            throw new MVStoreException(
                    DataUtils.ERROR_UNSUPPORTED_FORMAT, "it has the format " + store.getStoreVersion());
        }
    }

    private void closeAfter(MVStoreException failure) {
        opened.store.closeImmediately();
        opened = null;
        if (isDamage(failure)) {
            try {
                setAside(failure);
            } catch (IOException e) {
                LOG.error("store-damaged: {} is damaged and cannot be set aside: {}", file, e.toString());
            }
        }
    }

    private void setAside(RuntimeException damage) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.error(
                "store-damaged: {} is damaged ({}); it is kept as {}, and a fresh one is begun",
                file,
                firstLine(damage),
                aside);
    }

    /** A file that ends too early is damaged, one that the disk does not give is not. */
    private static boolean isDamage(MVStoreException e) {
        return DAMAGE.contains(e.getErrorCode())
                || (e.getErrorCode() == DataUtils.ERROR_READING_FAILED && e.getCause() instanceof EOFException);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
