package org.gatewatch.itest;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's broker on a port of 127.0.0.1. */
final class Mosquitto implements AutoCloseable {
    private final int port;
    private final Process process;

    private Mosquitto(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static Mosquitto start(int port, Path folder) throws IOException {
        return start(port, folder, "");
    }

    /** Started with further lines of configuration for its listener. */
    static Mosquitto start(int port, Path folder, String extraLines) throws IOException {
        String name = "mosquitto-" + port;
        Path settings = Files.writeString(
                folder.resolve(name + ".conf"),
                "user root\nlistener " + port + " 127.0.0.1\nallow_anonymous true\n" + extraLines);
        var process = new ProcessBuilder("/usr/sbin/mosquitto", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        var mosquitto = new Mosquitto(port, process);
        await("mosquitto").atMost(Bench.PATIENCE).until(mosquitto::listens);
        return mosquitto;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Its port is free when this returns. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
