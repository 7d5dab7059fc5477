package org.gatewatch.http.internal.door;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Pieces of text as UTF-8, put together to chunks that are worth a packet or two. Not thread-safe. */
final class Chunks implements Iterator<byte[]> {
    private static final int CHUNK = 16 << 10;

    private final Iterator<String> pieces;
    private final StringBuilder chunk = new StringBuilder(CHUNK + (CHUNK >> 3));
    private boolean begun;

    Chunks(Iterator<String> pieces) {
        this.pieces = pieces;
    }

    @Override
    public boolean hasNext() {
        return !begun || pieces.hasNext();
    }

    @Override
    public byte[] next() {
        begun = true;
        chunk.setLength(0);
        while (chunk.length() < CHUNK && pieces.hasNext()) {
            chunk.append(pieces.next());
        }
        return chunk.toString().getBytes(StandardCharsets.UTF_8);
    }
}
