package org.gatewatch.shell.internal.control;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request from each client, a line, gives one answer, and hangs up. A client has a thread of its own for as long
 * as that takes, so that a change which waits for the disk, a week that is read from it and a client that does not read
 * hold up nobody else. There are {@value #MAX_CLIENTS} at most; who comes then waits in the kernel.
 */
public final class ControlServer implements AutoCloseable {
    /** The socket's name in the data folder. */
    public static final String SOCKET = "gatewatch.sock";

    static final int MAX_CLIENTS = 8;
    private static final int MAX_WAITING_CLIENTS = 32;
    /** Room for a monitor with 1,000 probes. */
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    /** How long nobody is accepted after the kernel refused to, as it does while no file descriptor is left. */
    private static final long ACCEPT_PAUSE_MILLIS = 1_000;

    private static final long STOP_LIMIT_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    /** Answers a request. */
    @FunctionalInterface
    public interface Answer {
        /** Writes the answer to a line, which is empty when the client has nothing to ask; on a thread for this client. */
        void to(String request, OutputStream client) throws IOException;
    }

    /** Takes the next waiting client; {@link ServerSocketChannel#accept()} but for tests. */
    @FunctionalInterface
    interface Acceptor {
        SocketChannel accept(ServerSocketChannel server) throws IOException;
    }

    private final Path socket;
    private final Answer answer;
    private final Patience patience;
    private final Acceptor acceptor;
    private final ServerSocketChannel server;
    private final Set<TimedChannel> clients = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MAX_CLIENTS);
    private final AtomicLong served = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Whether the last try to accept failed; touched by the accepting thread only. */
    private boolean refused;

    private ControlServer(Path socket, Answer answer, Patience patience, Acceptor acceptor) throws IOException {
        this.socket = socket;
        this.answer = answer;
        this.patience = patience;
        this.acceptor = acceptor;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /**
     * Starts serving.
     *
     * @param socket where; a file left there by an instance that was killed is replaced
     * @param answer what clients get
     * @param patience with a client that neither sends nor takes anything
     */
    public static ControlServer start(Path socket, Answer answer, Patience patience) throws IOException {
        return start(socket, answer, patience, ServerSocketChannel::accept);
    }

    static ControlServer start(Path socket, Answer answer, Patience patience, Acceptor acceptor) throws IOException {
        var created = new ControlServer(socket, answer, patience, acceptor);
        try {
            Files.deleteIfExists(socket);
            created.server.bind(UnixDomainSocketAddress.of(socket), MAX_WAITING_CLIENTS);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | RuntimeException e) {
            created.server.close();
            throw e;
        }
        daemon("gatewatch-control", created::acceptAll).start();
        return created;
    }

    private void acceptAll() {
        try {
            while (closing.getCount() > 0) {
                places.acquire();
                if (!takesNext()) {
                    places.release();
                    // the client still waits and would be reported again at once
                    closing.await(ACCEPT_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is a client, who gives its place back in the end. */
    private boolean takesNext() {
        try {
            take(new TimedChannel(acceptor.accept(server), patience));
            refused = false;
            return true;
        } catch (ClosedChannelException e) {
            return false; // closing
        } catch (IOException | RuntimeException e) {
            if (!refused) {
                LOG.warn("control-closed: no client can be served ({}); tried again every second", e.toString());
            }
            refused = true;
            return false;
        }
    }

    private void take(TimedChannel client) throws IOException {
        clients.add(client);
        if (closing.getCount() == 0) { // close() may have been through the others before this one was among them
            refuse(client);
            throw new ClosedChannelException();
        }
        try {
            daemon("gatewatch-client-" + served.incrementAndGet(), () -> serve(client))
                    .start();
        } catch (OutOfMemoryError e) { // so the JVM calls a kernel that allows no further thread: no matter of memory
            refuse(client);
            throw new IOException("no thread for it", e);
        }
    }

    private void refuse(TimedChannel client) throws IOException {
        clients.remove(client);
        client.close();
    }

    private void serve(TimedChannel client) {
        try (client) {
            answer.to(client.readLine(MAX_REQUEST_BYTES), client.output());
        } catch (IOException e) {
            LOG.debug("Control: a client got no answer, or not all of it", e);
        } catch (RuntimeException e) {
            LOG.error("request-failed: a request could not be answered; others can still be made", e);
        } finally {
            clients.remove(client);
            places.release();
        }
    }

    /** Hangs up on everybody. Nobody is interrupted: that would close the files that a change is being written to. */
    @Override
    public void close() {
        closing.countDown();
        close(server);
        clients.forEach(ControlServer::close);
        try {
            if (!places.tryAcquire(MAX_CLIENTS, STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Control: a request is still being carried out");
            }
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.debug("Control: {} stays behind; the next start replaces it", socket, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Control: closing failed; nothing depends on it", e);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
