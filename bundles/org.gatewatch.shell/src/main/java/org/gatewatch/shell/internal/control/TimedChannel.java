package org.gatewatch.shell.internal.control;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A connection on which nobody waits for ever. To be used by one thread; another may close it, which ends what the first
 * one waits for.
 */
public final class TimedChannel implements Closeable {
    private static final byte[] LINE_END = {'\n'};
    private static final int CHUNK_BYTES = 16 << 10;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Patience patience;
    private long waitedNanos;

    /** Takes the channel over: it is closed, too, when this fails. */
    TimedChannel(SocketChannel channel, Patience patience) throws IOException {
        this.channel = channel;
        this.patience = patience;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        try {
            channel.configureBlocking(false);
            this.key = channel.register(selector, 0);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Connects to a socket. */
    public static TimedChannel to(Path socket, Patience patience) throws IOException {
        return new TimedChannel(SocketChannel.open(UnixDomainSocketAddress.of(socket)), patience);
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
        write(StandardCharsets.UTF_8.encode(line));
        write(ByteBuffer.wrap(LINE_END));
    }

    /** At least one byte, or -1 when the other side has no more to say. */
    public int read(ByteBuffer into) throws IOException {
        int read = channel.read(into);
        while (read == 0) {
            await(SelectionKey.OP_READ);
            read = channel.read(into);
        }
        return read;
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

    private void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            if (channel.write(from) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        long limitNanos =
                Math.min(patience.idle().toNanos(), Math.max(0, patience.whole().toNanos() - waitedNanos));
        long startNanos = System.nanoTime();
        try {
            key.interestOps(operation);
            int ready = selector.select(Math.max(1, limitNanos / NANOS_PER_MILLI));
            selector.selectedKeys().clear();
            if (ready == 0) {
                throw new SocketTimeoutException(
                        "the other side did nothing for " + limitNanos / NANOS_PER_MILLI + " ms");
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new ClosedChannelException();
        }
        waitedNanos += System.nanoTime() - startNanos;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
