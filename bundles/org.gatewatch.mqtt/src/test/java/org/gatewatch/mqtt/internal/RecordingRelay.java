package org.gatewatch.mqtt.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A network that remembers what a publisher has sent. */
final class RecordingRelay implements AutoCloseable {
    private final int brokerPort;
    private final ServerSocket entrance;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream(); // guarded by itself

    RecordingRelay(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How often a text has gone to the broker. */
    int timesSent(String text) {
        synchronized (sent) {
            return sent.toString(ISO_8859_1).split(text, -1).length - 1;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
                start(() -> pump(client, broker, true));
                start(() -> pump(broker, client, false));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean recorded) {
        var buffer = new byte[8192];
        try (from;
                to) {
            for (int count = 0; count >= 0; count = from.getInputStream().read(buffer)) {
                if (recorded) {
                    synchronized (sent) {
                        sent.write(buffer, 0, count);
                    }
                }
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side is gone; so is the other now.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "recording relay");
        thread.setDaemon(true);
        thread.start();
    }
}
