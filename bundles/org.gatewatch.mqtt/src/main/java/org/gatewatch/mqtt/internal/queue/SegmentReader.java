package org.gatewatch.mqtt.internal.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the entries of one segment in their order, and passes over what is none. Used by one thread. */
final class SegmentReader implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip(); // read, and not looked at yet

    SegmentReader(Path file) throws IOException {
        channel = FileChannel.open(file);
    }

    /** The next entry that is whole; empty at the present end of the file. */
    Optional<Entry> next() throws IOException {
        while (true) {
            int length = EntryCodec.length(buffer);
            if (length == EntryCodec.NO_ENTRY) {
                buffer.get();
            } else if (length == EntryCodec.UNKNOWN || buffer.remaining() < length) {
                if (!fill(Math.max(length, EntryCodec.HEADER_BYTES))) {
                    if (!buffer.hasRemaining()) {
                        return Optional.empty();
                    }
                    buffer.get(); // the beginning of a torn entry, or of nothing
                }
            } else {
                Optional<Entry> entry = EntryCodec.decode(buffer, length);
                if (entry.isPresent()) {
                    return entry;
                }
                buffer.get();
            }
        }
    }

    /** Reads until so many bytes are there, if the file has them. */
    private boolean fill(int wanted) throws IOException {
        if (wanted > buffer.capacity()) {
            buffer = ByteBuffer.allocate(wanted).put(buffer);
        } else {
            buffer.compact();
        }
        int count = channel.read(buffer);
        while (count > 0 && buffer.position() < wanted) {
            count = channel.read(buffer);
        }
        boolean enough = buffer.position() >= wanted;
        buffer.flip();
        return enough || count > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
