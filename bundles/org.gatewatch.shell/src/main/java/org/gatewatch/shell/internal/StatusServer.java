package org.gatewatch.shell.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives whoever connects one answer and hangs up. Where questions are taken, a line of one is read before; where they are
 * not nothing is ever read, so nobody can send anything harmful. One thread serves all, a chunk each in turn; the next chunk of an answer is made when the kernel has taken the last one. A client
 * that stops reading is hung up on after a time limit, and while too many are served the next ones wait in the kernel.
 */
final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final int MAX_CLIENTS = 8;
    private static final int MAX_WAITING_CLIENTS = 32;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);
    /** How long nobody is accepted after the kernel refused to, as it does while no file descriptor is left. */
    private static final long ACCEPT_PAUSE_NANOS = 1_000_000_000L;

    /** Takes the next waiting client; {@link ServerSocketChannel#accept()} but for tests. */
    @FunctionalInterface
    interface Acceptor {
        SocketChannel accept(ServerSocketChannel server) throws IOException;
    }

    /**
     * What clients get.
     *
     * @param name of the thread
     * @param asked whether a client sends a line first
     * @param answer to that line, or to an empty one; in chunks. It and they are asked for on the server's thread
     */
    record Service(String name, boolean asked, Function<String, Iterator<byte[]>> answer) {
        /** The status, which nobody need ask for. */
        static Service status(Supplier<Iterator<byte[]>> answer) {
            return new Service("gatewatch-status", false, question -> answer.get());
        }
    }

    private final Path socket;
    private final Service service;
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

    private StatusServer(Path socket, Service service, Duration clientLimit, Acceptor acceptor) throws IOException {
        this.socket = socket;
        this.service = service;
        this.clientLimitNanos = clientLimit.toNanos();
        this.acceptor = acceptor;
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.thread = new Thread(this::serve, service.name);
        thread.setDaemon(true);
    }

    /**
     * Starts serving.
     *
     * @param socket where; a file left there by an instance that was killed is replaced
     * @param service what every client gets
     * @param clientLimit for how long a client may take no byte; in all it has {@value Served#MAX_LIMITS} times as long
     */
    static StatusServer start(Path socket, Service service, Duration clientLimit) throws IOException {
        return start(socket, service, clientLimit, ServerSocketChannel::accept);
    }

    static StatusServer start(Path socket, Service service, Duration clientLimit, Acceptor acceptor)
            throws IOException {
        var created = new StatusServer(socket, service, clientLimit, acceptor);
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
        } else if (key.isReadable()) {
            hear(key);
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
            var client = new Served(System.nanoTime());
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ, client);
            if (!service.asked) {
                answer(key, "");
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Status: a client got no answer", e);
            close(channel);
        }
    }

    private void hear(SelectionKey key) {
        var client = (Served) key.attachment();
        try {
            Optional<String> question = client.readFrom((SocketChannel) key.channel());
            if (question.isPresent()) {
                answer(key, question.get());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Status: a question could not be answered: {}", e.toString());
            close(key.channel());
        }
    }

    private void answer(SelectionKey key, String question) {
        ((Served) key.attachment()).give(service.answer.apply(question));
        key.interestOps(SelectionKey.OP_WRITE);
        write(key);
    }

    private void write(SelectionKey key) {
        var client = (Served) key.attachment();
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
            if (key.attachment() instanceof Served client && client.isLate(now, clientLimitNanos)) {
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
}
