package org.gatewatch.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/** Who is being served. Memory for each: one chunk. */
final class Served {
    /** So many times its limit a client is served in all: a slow one keeps reports alive that the engine has replaced. */
    static final int MAX_LIMITS = 15;

    private static final int MAX_QUESTION_BYTES = 4 << 10;

    private final long acceptedNanos;
    private final ByteArrayOutputStream question = new ByteArrayOutputStream(0);
    private Iterator<byte[]> chunks = Collections.emptyIterator();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    /** When it was accepted or took a byte last. */
    private long tookNanos;

    Served(long nowNanos) {
        this.acceptedNanos = nowNanos;
        this.tookNanos = nowNanos;
    }

    /** This is to be written from now on. */
    void give(Iterator<byte[]> answer) {
        chunks = answer;
    }

    boolean isLate(long nowNanos, long limitNanos) {
        return nowNanos - tookNanos > limitNanos || nowNanos - acceptedNanos > MAX_LIMITS * limitNanos;
    }

    /** The line, once all of it is here. */
    Optional<String> readFrom(SocketChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_QUESTION_BYTES);
        if (channel.read(bytes) < 0) {
            throw new EOFException("the client went away");
        }
        question.write(bytes.array(), 0, bytes.position());
        if (question.size() > MAX_QUESTION_BYTES) {
            throw new IOException("the question is too long");
        }
        String text = question.toString(StandardCharsets.UTF_8);
        return text.endsWith("\n") ? Optional.of(text.strip()) : Optional.empty();
    }

    void writeTo(SocketChannel channel) throws IOException {
        if (!rest.hasRemaining() && chunks.hasNext()) {
            rest = ByteBuffer.wrap(chunks.next());
        }
        if (channel.write(rest) > 0) {
            tookNanos = System.nanoTime();
        }
    }

    boolean hasAll() {
        return !rest.hasRemaining() && !chunks.hasNext();
    }
}
