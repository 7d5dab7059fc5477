package org.gatewatch.http.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the gateway: brings requests there whole, and loses the answers of as many connections as a test says. */
final class FlakyNetwork implements AutoCloseable {
    private final ServerSocket entrance;
    private final URI gateway;
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    FlakyNetwork(URI gateway) throws IOException {
        this.gateway = gateway;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** The answers of the next so many connections are lost. */
    void lose(int answers) {
        toLose.set(answers);
    }

    /** How many were. */
    int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket server = new Socket(gateway.getHost(), gateway.getPort());
                start(() -> copy(client, server));
                start(() -> answer(server, client));
            }
        } catch (SocketException e) {
            // closed: the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(Socket server, Socket client) {
        try {
            byte[] part = new byte[8192];
            int length = server.getInputStream().read(part);
            if (length > 0 && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                lost.incrementAndGet();
                client.close();
                server.close();
            } else if (length > 0) {
                client.getOutputStream().write(part, 0, length);
                copy(server, client);
            }
        } catch (IOException e) {
            // either end has gone: what a network that is flaky does
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // either end has gone
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "flaky-network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
