package org.gatewatch.mqtt.internal.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * The files of one queue. One thread at a time appends and deletes; others may read meanwhile. After a restart a new
 * segment is begun, so that nothing is ever written behind a torn entry.
 */
final class Segments {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{16})\\.log");

    /** @param newestMillis about when the last entry was written, by the wall clock */
    record Segment(Path file, long bytes, long newestMillis) {}

    private final Path folder;
    private final long segmentBytes;
    private final NavigableMap<Long, Segment> all = new ConcurrentSkipListMap<>(); // by the number of their first entry
    private Optional<FileChannel> active = Optional.empty();
    private volatile long activeFirst;
    private long activeBytes;
    private boolean unsynced;

    Segments(Path folder, long segmentBytes) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
    }

    /** Makes the folder, if need be, and finds what an earlier process left in it. */
    void open() throws IOException {
        Files.createDirectories(folder);
        all.clear();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : files) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    all.put(Long.parseLong(name.group(1), 16), found(file));
                }
            }
        }
    }

    private static Segment found(Path file) throws IOException {
        return new Segment(
                file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    /** The number of the first entry that there is, or was before its segment was damaged. */
    Optional<Long> first() {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.firstKey());
    }

    /** The number of the last entry that can be read; to be asked before the first is appended. */
    Optional<Long> last() throws IOException {
        Optional<Long> last = Optional.empty();
        for (Map.Entry<Long, Segment> segment : all.descendingMap().entrySet()) {
            try (var reader = new SegmentReader(segment.getValue().file())) {
                for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                    last = Optional.of(entry.get().number());
                }
            }
            if (last.isPresent()) {
                return last;
            }
        }
        return last;
    }

    /** Writes an entry whole, or throws and leaves nothing of it behind if it can. */
    void append(Entry entry, long epochMillis) throws IOException {
        ByteBuffer bytes = EntryCodec.encode(entry);
        if (active.isPresent() && activeBytes + bytes.remaining() > segmentBytes) {
            closeActive(epochMillis);
        }
        if (active.isEmpty()) {
            begin(entry.number(), epochMillis);
        }
        FileChannel channel = active.orElseThrow();
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            channel.truncate(activeBytes);
            throw e;
        }
        activeBytes += length;
        unsynced = true;
    }

    private void begin(long number, long epochMillis) throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "%016x.log", number));
        active = Optional.of(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        activeFirst = number;
        activeBytes = 0;
        all.put(number, new Segment(file, 0, epochMillis)); // so that readers find it
    }

    /** Ends the segment that is written to; the next entry begins another. */
    void closeActive(long epochMillis) throws IOException {
        if (active.isPresent()) {
            try (var channel = active.get()) {
                active = Optional.empty();
                all.computeIfPresent(
                        activeFirst, (first, segment) -> new Segment(segment.file(), activeBytes, epochMillis));
                channel.force(false);
            }
        }
    }

    /** Brings everything to the disk itself. */
    void sync() throws IOException {
        if (unsynced && active.isPresent()) {
            active.get().force(false);
        }
        unsynced = false;
    }

    /** What all files take. */
    long bytes() {
        return all.values().stream().mapToLong(Segment::bytes).sum() + (active.isPresent() ? activeBytes : 0);
    }

    /** The oldest segment, unless it is the one that is written to. */
    Optional<Map.Entry<Long, Segment>> oldest() {
        return Optional.ofNullable(all.firstEntry()).filter(segment -> !isActive(segment.getKey()));
    }

    /** Where the segment after this one begins; for the last one a number that none reaches. */
    long endOf(long first) {
        Long next = all.higherKey(first);
        return next == null ? Long.MAX_VALUE : next;
    }

    /** Deletes the segment that begins so. */
    void delete(long first) throws IOException {
        Segment segment = all.get(first);
        if (segment != null) {
            Files.deleteIfExists(segment.file());
            all.remove(first);
        }
    }

    /** Deletes everything. */
    void clear() throws IOException {
        if (active.isPresent()) {
            try (var channel = active.get()) {
                active = Optional.empty();
                channel.truncate(0); // nothing of it need ever be written
            }
        }
        unsynced = false;
        for (long first : new ArrayList<>(all.keySet())) {
            delete(first);
        }
    }

    /** Segments that begin with these numbers, and are not written to. */
    List<Long> closed() {
        return all.keySet().stream().filter(first -> !isActive(first)).toList();
    }

    private boolean isActive(long first) {
        return active.isPresent() && activeFirst == first;
    }

    /** The file in which an entry lies, if it is in any, or else the next one. */
    Optional<Path> fileOf(long number) {
        var segment = all.floorEntry(number);
        if (segment == null) {
            segment = all.higherEntry(number);
        }
        return Optional.ofNullable(segment).map(Map.Entry::getValue).map(Segment::file);
    }

    /** The file after the one in which an entry lies. */
    Optional<Path> fileAfter(long number) {
        return Optional.ofNullable(all.higherEntry(number))
                .map(Map.Entry::getValue)
                .map(Segment::file);
    }
}
