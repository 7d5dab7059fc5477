package org.gatewatch.shell.internal.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one request from each client, a line, and gives one answer; one client at a time, on one thread. */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MAX_WAITING_CLIENTS = 8;
    /** Room for a monitor with 1,000 probes. */
    private static final int MAX_REQUEST_BYTES = 1 << 20;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        void to(String request, TimedChannel client) throws IOException;
    }

    private final Path socket;
    private final Answer answer;
    private final Duration clientLimit;
    private final ServerSocketChannel server;
    private final Thread thread;

    /**
     * Starts serving.
     *
     * @param socket where; a file left there by an instance that was killed is replaced
     * @param clientLimit for how long a client may send or take nothing
     */
    ControlServer(Path socket, Answer answer, Duration clientLimit) throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.clientLimit = clientLimit;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Files.deleteIfExists(socket);
            server.bind(UnixDomainSocketAddress.of(socket), MAX_WAITING_CLIENTS);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            server.close();
            throw e;
        }
        this.thread = new Thread(this::serve, "gatewatch-control");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (server.isOpen()) {
            try (var client = new TimedChannel(server.accept(), clientLimit)) {
                String request = client.readLine(MAX_REQUEST_BYTES);
                if (!request.isEmpty()) {
                    answer.to(request, client);
                }
            } catch (ClosedChannelException e) {
                LOG.debug("Control: closed, or a client went away", e);
            } catch (IOException e) {
                LOG.debug("Control: a client got no answer, or not all of it", e);
            } catch (RuntimeException e) { // the top of the loop: the next one is served
                LOG.error("Control: a request could not be carried out; others can still be made", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            thread.join(STOP_LIMIT.toMillis());
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.debug("Control: {} stays behind; the next start replaces it", socket, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
