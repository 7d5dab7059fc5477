package org.gatewatch.shell.internal.control;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A connection on which nobody waits for ever: each byte comes and goes within a limit. Confined to one thread. */
public final class TimedChannel implements Closeable {
    private static final int CHUNK_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final long limitNanos;

    TimedChannel(SocketChannel channel, Duration limit) throws IOException {
        this.channel = channel;
        this.limitNanos = limit.toNanos();
        this.selector = Selector.open();
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /**
     * Connects to a socket.
     *
     * @param limit for how long nothing may come or go
     */
    public static TimedChannel to(Path socket, Duration limit) throws IOException {
        var opened = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        try {
            return new TimedChannel(opened, limit);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** What comes before the end of a line, or before the other side has no more to say. */
    public String readLine(int maxBytes) throws IOException {
        var line = new ByteArrayOutputStream();
        var chunk = ByteBuffer.allocate(CHUNK_BYTES);
        while (read(chunk.clear()) >= 0) {
            for (chunk.flip(); chunk.hasRemaining(); ) {
                byte next = chunk.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
            }
            if (line.size() > maxBytes) {
                throw new IOException("more than " + maxBytes + " bytes in a line");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Sends a line. */
    public void writeLine(String line) throws IOException {
        write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** What is written goes to the other side. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                TimedChannel.this.write(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    private int read(ByteBuffer into) throws IOException {
        int read = channel.read(into);
        while (read == 0) {
            await(SelectionKey.OP_READ);
            read = channel.read(into);
        }
        return read;
    }

    private void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (channel.write(from) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        if (selector.select(each -> {}, Math.max(1, limitNanos / 1_000_000)) == 0) {
            throw new SocketTimeoutException("the other side did nothing for " + limitNanos / 1_000_000 + " ms");
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
