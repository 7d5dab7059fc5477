package org.gatewatch.shell.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives whoever connects one answer and hangs up; nothing is ever read, so nobody can send anything harmful. One thread
 * serves all, a chunk each in turn; the next chunk of an answer is made when the kernel has taken the last one. A client
 * that stops reading is hung up on after a time limit, and while too many are served the next ones wait in the kernel.
 */
final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final int MAX_CLIENTS = 8;
    private static final int MAX_WAITING_CLIENTS = 32;
    /** So many times its limit a client is served in all: a slow one keeps reports alive that the engine has replaced. */
    private static final int MAX_LIMITS = 15;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);
    /** How long nobody is accepted after the kernel refused to, as it does while no file descriptor is left. */
    private static final long ACCEPT_PAUSE_NANOS = 1_000_000_000L;

    /** Takes the next waiting client; {@link ServerSocketChannel#accept()} but for tests. */
    @FunctionalInterface
    interface Acceptor {
        SocketChannel accept(ServerSocketChannel server) throws IOException;
    }

    private final Path socket;
    private final Supplier<Iterator<byte[]>> answer;
    private final long clientLimitNanos;
    private final Acceptor acceptor;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;
    private volatile boolean closed;
    /** Whether the last try to accept failed; this and the next two are touched by the thread only. */
    private boolean acceptFails;

    private boolean pauses;
    private long acceptAgainNanos;

    private StatusServer(Path socket, Supplier<Iterator<byte[]>> answer, Duration clientLimit, Acceptor acceptor)
            throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.clientLimitNanos = clientLimit.toNanos();
        this.acceptor = acceptor;
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.thread = new Thread(this::serve, "gatewatch-status");
        thread.setDaemon(true);
    }

    /**
     * Starts serving.
     *
     * @param socket where; a file left there by an instance that was killed is replaced
     * @param answer what every client gets, in chunks; it and they are asked for on the server's thread
     * @param clientLimit for how long a client may take no byte; in all it has {@value #MAX_LIMITS} times as long
     */
    static StatusServer start(Path socket, Supplier<Iterator<byte[]>> answer, Duration clientLimit) throws IOException {
        return start(socket, answer, clientLimit, ServerSocketChannel::accept);
    }

    static StatusServer start(Path socket, Supplier<Iterator<byte[]>> answer, Duration clientLimit, Acceptor acceptor)
            throws IOException {
        var created = new StatusServer(socket, answer, clientLimit, acceptor);
        try {
            Files.deleteIfExists(socket);
            created.server.bind(UnixDomainSocketAddress.of(socket), MAX_WAITING_CLIENTS);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            created.server.configureBlocking(false);
            created.server.register(created.selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            created.release();
            throw e;
        }
        created.thread.start();
        return created;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try {
            while (!closed) {
                turn();
            }
        } finally {
            release();
        }
    }

    private void turn() {
        try {
            limitClients();
            selector.select(key -> ready(key), nextLookMillis());
            hangUpLateClients();
        } catch (Exception e) {
            LOG.error("Status: a question could not be answered; others can still be asked", e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isAcceptable()) {
            nextClient().ifPresent(this::serve);
        } else {
            write(key);
        }
    }

    /** A client that cannot be accepted keeps waiting, and would be reported again at once: so this makes a pause. */
    private Optional<SocketChannel> nextClient() {
        try {
            var client = Optional.ofNullable(acceptor.accept(server));
            acceptFails = false;
            return client;
        } catch (IOException e) {
            if (!acceptFails) {
                LOG.warn("Status: no client can be accepted ({}); tried again every second", e.getMessage());
            }
            acceptFails = true;
            pauses = true;
            acceptAgainNanos = System.nanoTime() + ACCEPT_PAUSE_NANOS;
            return Optional.empty();
        }
    }

    private void serve(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            var client = new Client(answer.get(), System.nanoTime());
            write(channel.register(selector, SelectionKey.OP_WRITE, client));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Status: a client got no answer", e);
            close(channel);
        }
    }

    private void write(SelectionKey key) {
        var client = (Client) key.attachment();
        try {
            client.writeTo((SocketChannel) key.channel());
            if (client.hasAll()) {
                close(key.channel());
            }
        } catch (IOException e) {
            LOG.debug("Status: a client went away before it had its answer", e);
            close(key.channel());
        } catch (RuntimeException e) {
            LOG.warn("Status: a client got only a part of its answer", e);
            close(key.channel());
        }
    }

    /** 0, that is for ever, while nobody is being served and none is to be accepted later: idle, it never wakes up. */
    private long nextLookMillis() {
        long nanos = clients() == 0 ? Long.MAX_VALUE : clientLimitNanos / 4;
        if (pauses) {
            nanos = Math.min(nanos, acceptAgainNanos - System.nanoTime());
        }
        return nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos / 1_000_000);
    }

    private void hangUpLateClients() {
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Client client && client.isLate(now, clientLimitNanos)) {
                close(key.channel());
            }
        }
    }

    private void limitClients() {
        pauses = pauses && System.nanoTime() - acceptAgainNanos < 0;
        SelectionKey accepting = server.keyFor(selector);
        if (accepting != null && accepting.isValid()) {
            accepting.interestOps(clients() < MAX_CLIENTS && !pauses ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    private long clients() {
        return selector.keys().stream()
                .filter(key -> key.isValid() && key.attachment() != null)
                .count();
    }

    private void release() {
        selector.keys().forEach(key -> close(key.channel()));
        close(server);
        close(selector);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.debug("Status: {} stays behind; the next start replaces it", socket, e);
        }
    }

    private static void close(Closeable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("Status: closing failed; nothing depends on it", e);
        }
    }

    /** Who is being served. Memory for each: one chunk. */
    private static final class Client {
        private final Iterator<byte[]> chunks;
        private final long acceptedNanos;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        /** When it was accepted or took a byte last. */
        private long tookNanos;

        Client(Iterator<byte[]> chunks, long nowNanos) {
            this.chunks = chunks;
            this.acceptedNanos = nowNanos;
            this.tookNanos = nowNanos;
        }

        boolean isLate(long nowNanos, long limitNanos) {
            return nowNanos - tookNanos > limitNanos || nowNanos - acceptedNanos > MAX_LIMITS * limitNanos;
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
}
