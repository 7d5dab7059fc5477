package org.gatewatch.snmp.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** net-snmp's receiver of notifications, on a port of its own; knows the community and user of {@link Samples}. */
final class Snmptrapd implements AutoCloseable {
    private static final String TRAP_OID = ".1.3.6.1.6.3.1.1.4.1.0 = OID: ";

    private final Path folder;
    private final int port;
    private Process process;

    Snmptrapd(Path folder) throws IOException {
        var found = Files.isExecutable(Path.of("/usr/sbin/snmptrapd"));
        if (!found) {
            System.err.println("SKIPPED: snmptrapd is missing; apt-get install snmptrapd");
        }
        assumeTrue(found, "snmptrapd is missing; apt-get install snmptrapd");
        this.folder = Files.createDirectory(folder.resolve("snmptrapd"));
        try (var socket = new DatagramSocket()) {
            port = socket.getLocalPort();
        }
        Files.writeString(this.folder.resolve("conf"), """
            authCommunity log public
            authUser log nms priv
            createUser nms SHA-256 auth-passphrase AES priv-passphrase
            """);
        start();
    }

    /** A v3 trap is secured with its sender's engine. */
    void knows(String engineId) throws IOException {
        stop();
        Files.writeString(
                folder.resolve("conf"),
                "createUser -e 0x" + engineId + " nms SHA-256 auth-passphrase AES priv-passphrase\n",
                StandardOpenOption.APPEND);
        start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void start() throws IOException {
        var builder = new ProcessBuilder(
                "/usr/sbin/snmptrapd",
                "-f",
                "-Lf",
                log().toString(),
                "-On",
                "-Oe",
                "-C",
                "-c",
                folder.resolve("conf").toString(),
                "-n",
                "-F",
                "%v\\n",
                "udp:127.0.0.1:" + port);
        builder.environment().put("MIBS", "");
        builder.environment()
                .put(
                        "SNMP_PERSISTENT_DIR",
                        Files.createDirectories(folder.resolve("state")).toString());
        process = builder.start();
        await().until(() -> Files.exists(log()) && Files.readString(log()).contains("NET-SNMP version"));
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** The OIDs of what came, in order; one that came twice once. */
    List<String> notifications() {
        return lines().stream()
                .map(line ->
                        line.replaceAll(".*" + TRAP_OID.replace(".", "\\."), "").replaceAll("\\s.*", ""))
                .toList();
    }

    /** The objects of one notification, in order. */
    List<String> objects(int position) {
        return Arrays.stream(lines().get(position).split("\t"))
                .map(String::strip)
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log()).stream()
                    .filter(line -> line.contains(TRAP_OID))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
