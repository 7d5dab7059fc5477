package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The network between publisher and broker, which can fail. */
final class Relay implements AutoCloseable {
    private final int brokerPort;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;
    private volatile boolean muting;

    Relay(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Breaks every connection without a word of MQTT. */
    void cut() {
        sockets.forEach(Relay::close);
        sockets.clear();
    }

    /** From now on, or no longer, takes everything and passes nothing on. */
    void swallow(boolean on) {
        swallowing = on;
    }

    /** From now on passes of each new connection only the first words of either side: CONNECT and CONNACK. */
    void mute() {
        muting = true;
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        try {
            while (true) {
                join(entrance.accept());
            }
        } catch (IOException e) {
            cut(); // closed
        }
    }

    private void join(Socket client) {
        sockets.add(client);
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            sockets.add(broker);
            start(() -> pump(client, broker));
            start(() -> pump(broker, client));
        } catch (IOException e) {
            close(client); // no broker there
        }
    }

    private void pump(Socket from, Socket to) {
        var buffer = new byte[8192];
        boolean first = true;
        try {
            for (int count = from.getInputStream().read(buffer);
                    count >= 0;
                    count = from.getInputStream().read(buffer)) {
                if (!swallowing && (first || !muting)) {
                    to.getOutputStream().write(buffer, 0, count);
                }
                first = false;
            }
        } catch (IOException e) {
            // One side is gone; so is the other now.
        }
        close(from);
        close(to);
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
