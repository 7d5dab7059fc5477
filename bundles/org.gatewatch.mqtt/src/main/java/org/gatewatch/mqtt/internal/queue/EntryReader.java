package org.gatewatch.mqtt.internal.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds entries by number on disk; cheap when they are asked for in their order. Used by one thread. */
final class EntryReader implements Closeable {
    private record Open(Path file, SegmentReader reader) {}

    private final Segments segments;
    private Optional<Open> open = Optional.empty();
    private long position; // what was read last

    EntryReader(Segments segments) {
        this.segments = segments;
    }

    /** The first entry with this number or a higher one, as far as they can be read. */
    Optional<Entry> from(long number) throws IOException {
        Optional<Path> file = segments.fileOf(number);
        while (file.isPresent()) {
            Optional<Entry> entry = from(number, file.get());
            if (entry.isPresent()) {
                return entry;
            }
            file = segments.fileAfter(Math.max(number, firstOf(file.get())));
        }
        return Optional.empty();
    }

    private static long firstOf(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 16), 16);
    }

    private Optional<Entry> from(long number, Path file) throws IOException {
        try {
            if (open.isEmpty() || !open.get().file().equals(file) || position >= number) {
                close();
                open = Optional.of(new Open(file, new SegmentReader(file)));
            }
            var entry = open.get().reader().next();
            while (entry.isPresent() && entry.get().number() < number) {
                entry = open.get().reader().next();
            }
            entry.ifPresent(found -> position = found.number());
            return entry;
        } catch (NoSuchFileException e) {
            return Optional.empty(); // was dropped meanwhile
        }
    }

    @Override
    public void close() throws IOException {
        position = 0;
        if (open.isPresent()) {
            open.get().reader().close();
            open = Optional.empty();
        }
    }
}
