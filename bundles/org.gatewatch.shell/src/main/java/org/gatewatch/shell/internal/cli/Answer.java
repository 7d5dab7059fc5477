package org.gatewatch.shell.internal.cli;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Enumeration;
import org.gatewatch.shell.internal.control.TimedChannel;

/**
 * What the instance said. All of it is taken before any is printed: the instance hangs up on who waits for a person that
 * reads page by page.
 *
 * @param chunks its bytes, in order; those that were read are forgotten, which leaves the memory to what is made of them
 */
record Answer(Deque<byte[]> chunks) {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final String REFUSAL = "{\"error\":";

    static Answer from(TimedChannel channel) throws IOException {
        var chunks = new ArrayDeque<byte[]>();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        for (int read = channel.read(chunk); read >= 0; read = channel.read(chunk.clear())) {
            chunks.add(Arrays.copyOf(chunk.array(), read));
        }
        byte[] last = chunks.peekLast();
        if (last == null || last[last.length - 1] != '}') {
            throw new EOFException("the answer is not complete");
        }
        return new Answer(chunks);
    }

    /** Whether it says only why nothing was done. */
    boolean isRefusal() {
        return new String(chunks.element(), StandardCharsets.UTF_8).startsWith(REFUSAL);
    }

    /** To be read once. */
    Reader text() {
        return new InputStreamReader(new SequenceInputStream(new Draining(chunks)), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    private record Draining(Deque<byte[]> left) implements Enumeration<InputStream> {
        @Override
        public boolean hasMoreElements() {
            return !left.isEmpty();
        }

        @Override
        public InputStream nextElement() {
            return new ByteArrayInputStream(left.remove());
        }
    }
}
