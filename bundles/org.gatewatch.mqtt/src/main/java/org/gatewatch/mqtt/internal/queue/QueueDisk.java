package org.gatewatch.mqtt.internal.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.gatewatch.api.probe.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk's part of a queue. It never throws: a disk that is full, read-only or broken is noted, said once, and tried
 * again from time to time. One thread at a time, except where stated.
 */
final class QueueDisk {
    private static final Logger LOG = LoggerFactory.getLogger(QueueDisk.class);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String NEVER_TRIED = "not opened yet";

    /** A range of entries, from the first to one that is not in it any more. */
    @FunctionalInterface
    interface Range {
        void accept(long first, long end);
    }

    /** Whether anything in a range is still to be delivered. */
    @FunctionalInterface
    interface RangeTest {
        boolean test(long first, long end);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private final Path folder;
    private final Path cursor;
    private final QueueLimits limits;
    private final Clock clock;
    private final Segments segments;
    private boolean opened;
    private String savedCursor = "";
    private long failedNanos;
    private volatile long lastWritten = -1;
    private volatile long bytes;
    private volatile String failure = NEVER_TRIED;
    private volatile String readFailure = "";

    QueueDisk(Path folder, QueueLimits limits, Clock clock) {
        this.folder = folder;
        this.cursor = folder.resolve("pending");
        this.limits = limits;
        this.clock = clock;
        this.segments = new Segments(folder, limits.segmentBytes());
    }

    /** Whether the last thing that was tried succeeded. */
    boolean isGood() {
        return failure.isEmpty();
    }

    /** Whether it is time to try again. */
    boolean isDueForTrial() {
        return failure.equals(NEVER_TRIED) || clock.nanoTime() - failedNanos >= RETRY_NANOS;
    }

    /**
     * Hopes for the best again. The first time that this succeeds it says what an earlier process left undelivered.
     *
     * @param ownFirst the first number in use since the start; what was left has lower ones
     */
    Optional<Pending> open(long ownFirst) {
        var found = new Pending();
        boolean first = !opened;
        boolean good = attempt(() -> {
            if (first) {
                segments.open();
                lastWritten = restore(found, ownFirst);
                opened = true;
            }
        });
        return good && first ? Optional.of(found) : Optional.empty();
    }

    private long restore(Pending found, long ownFirst) throws IOException {
        Optional<Long> last = segments.last();
        if (last.isEmpty()) {
            forgetCursor();
            return -1;
        }
        if (last.get() >= ownFirst) {
            throw new IOException("the clock was set back: the queue on disk is newer than the one in memory");
        }
        savedCursor = Files.exists(cursor) ? Files.readString(cursor) : "";
        long first = segments.first().orElseThrow();
        if (!found.restore(savedCursor)) {
            found.add(first, last.get() + 1);
        }
        found.remove(0, first);
        found.remove(last.get() + 1, Long.MAX_VALUE);
        return last.get();
    }

    /** The number of the last entry on disk; -1 when there is none. Thread-safe. */
    long lastWritten() {
        return lastWritten;
    }

    boolean write(Entry entry) {
        return attempt(() -> {
            segments.append(entry, epochMillis());
            lastWritten = entry.number();
        });
    }

    /** Deletes the oldest segments while there are too many bytes, or they are too old, and says what was in them. */
    void dropBeyondLimits(Range dropped) {
        attempt(() -> {
            long oldestMillis = epochMillis() - limits.age().toMillis();
            for (var oldest = segments.oldest(); oldest.isPresent(); oldest = segments.oldest()) {
                if (segments.bytes() <= limits.diskBytes()
                        && oldest.get().getValue().newestMillis() >= oldestMillis) {
                    break;
                }
                long first = oldest.get().getKey();
                dropped.accept(first, segments.endOf(first));
                segments.delete(first);
            }
        });
    }

    /** Brings all to the disk itself, remembers what is pending, and deletes segments in which nothing is. */
    void settle(String pending, RangeTest isPending) {
        attempt(() -> {
            segments.sync();
            if (!pending.equals(savedCursor)) {
                Path next = Files.writeString(folder.resolve("pending.next"), pending);
                Files.move(next, cursor, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                savedCursor = pending;
            }
            for (long first : segments.closed()) {
                if (!isPending.test(first, segments.endOf(first))) {
                    segments.delete(first);
                }
            }
        });
    }

    /** Nothing is pending: nothing need be kept. */
    void clear() {
        if (bytes > 0) {
            attempt(() -> {
                forgetCursor();
                segments.clear();
            });
        }
    }

    /** What it says of numbers would hide entries that get the same ones after the clock was set back. */
    private void forgetCursor() throws IOException {
        Files.deleteIfExists(cursor);
        savedCursor = "";
    }

    void close() {
        attempt(() -> segments.closeActive(epochMillis()));
    }

    EntryReader reader() {
        return new EntryReader(segments);
    }

    /** What its files take. Thread-safe. */
    long bytes() {
        return bytes;
    }

    /** Why nothing can be written, or something not be read; empty when all is well. Thread-safe. */
    String failure() {
        return failure.isEmpty() ? readFailure : failure;
    }

    /** Reading failed, or works again when there is no reason. Thread-safe. */
    void readFailed(String reason) {
        if (!reason.isEmpty() && readFailure.isEmpty()) {
            LOG.warn("queue-unreadable: cannot read the queue in {}: {}; trying again", folder, reason);
        }
        readFailure = reason;
    }

    private boolean attempt(Step step) {
        try {
            step.run();
            if (!failure.isEmpty() && !failure.equals(NEVER_TRIED)) {
                LOG.info("queue-written-again: the queue in {} can be written again", folder);
            }
            failure = "";
        } catch (IOException e) {
            String reason = e.toString();
            if (failure.isEmpty() || failure.equals(NEVER_TRIED)) {
                LOG.warn(
                        "queue-not-written: cannot write the queue in {}: {}; keeping the newest reports in memory",
                        folder,
                        reason);
            }
            failure = reason;
            failedNanos = clock.nanoTime();
        }
        bytes = opened ? segments.bytes() : 0;
        return failure.isEmpty();
    }

    private long epochMillis() {
        return TimeUnit.NANOSECONDS.toMillis(clock.epochNanos());
    }
}
