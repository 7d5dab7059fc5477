package org.gatewatch.mqtt.internal;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's broker on a loopback port of its own, with nothing kept on disk. */
final class Mosquitto implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final String extraLines;
    private Process process;

    private Mosquitto(Path folder, int port, String extraLines) {
        this.folder = folder;
        this.port = port;
        this.extraLines = extraLines;
    }

    static Mosquitto started(Path folder) {
        return started(folder, "");
    }

    /** Started with further lines of configuration for its listener. */
    static Mosquitto started(Path folder, String extraLines) {
        var broker = new Mosquitto(folder, freePort(), extraLines);
        broker.start();
        return broker;
    }

    /** Started so that only those come in who are in a password file that further lines name. */
    static Mosquitto requiringPassword(Path folder, String extraLines) {
        return started(folder, "allow_anonymous false\n" + extraLines);
    }

    static Mosquitto notYetStarted(Path folder) {
        return new Mosquitto(folder, freePort(), "");
    }

    void start() {
        try {
            var config = Files.writeString(
                    folder.resolve("mosquitto-" + port + ".conf"),
                    "user root\nlistener " + port + " 127.0.0.1\nallow_anonymous true\nlog_type all\n"
                            + "max_queued_messages 0\n" // or it drops QoS 0 for a subscriber that is slow to read
                            + extraLines);
            process = new ProcessBuilder("/usr/sbin/mosquitto", "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mosquitto-" + port + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().pollInterval(Duration.ofMillis(10)).until(this::accepts);
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Waits until the broker has logged the text: for what no subscriber can see. */
    void awaitsInLog(String text) {
        await().pollInterval(Duration.ofMillis(10))
                .until(() -> Files.readString(folder.resolve("mosquitto-" + port + ".log")), log -> log.contains(text));
    }

    /** Waits until the broker has logged the text so often. */
    void awaitsInLog(String text, int times) {
        await().until(() -> timesInLog(text) >= times);
    }

    /** How often the broker has logged the text. */
    int timesInLog(String text) throws IOException {
        return Files.readString(folder.resolve("mosquitto-" + port + ".log")).split(text, -1).length - 1;
    }

    /** Ends it with SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
