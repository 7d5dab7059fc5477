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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Debian's snmpd as a gateway runs it, with the shipped drop-in, on a port and a socket of its own. */
final class Snmpd implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/etc/snmp/snmpd.conf");
    private static final Path DROP_IN = Path.of("../../distribution/src/main/image/share/snmp/gatewatch-snmpd.conf");

    private final Path folder;
    private final int port;
    private final Path configuration;
    private Process process;

    Snmpd(Path folder, String... more) throws IOException {
        var found = Files.isExecutable(Path.of("/usr/sbin/snmpd")) && Files.isReadable(DEBIAN);
        if (!found) {
            System.err.println("SKIPPED: snmpd is missing, or this is not root; apt-get install snmpd");
        }
        assumeTrue(found, "snmpd is missing, or this is not root; apt-get install snmpd");
        this.folder = Files.createDirectory(folder.resolve("snmpd"));
        port = freePort();
        configuration = this.folder.resolve("snmpd.conf");
        try (var debian = Files.lines(DEBIAN);
                var dropIn = Files.lines(DROP_IN)) {
            var lines = Stream.of(debian, dropIn, Stream.of("agentXSocket " + socket()), Stream.of(more))
                    .flatMap(all -> all)
                    .filter(line -> !line.startsWith("agentaddress") && !line.startsWith("includeDir"))
                    // this machine has no such group
                    .map(line -> line.replace("Debian-snmp gatewatch", "Debian-snmp nogroup"));
            Files.writeString(configuration, lines.collect(Collectors.joining("\n", "", "\n")));
        }
        start();
    }

    Path socket() {
        return folder.resolve("master");
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void start() throws IOException {
        var builder = new ProcessBuilder(
                "/usr/sbin/snmpd",
                "-f",
                "-Lf",
                folder.resolve("log").toString(),
                "-C",
                "-c",
                configuration.toString(),
                "udp:127.0.0.1:" + port);
        builder.environment().put("MIBS", "");
        builder.environment()
                .put(
                        "SNMP_PERSISTENT_DIR",
                        Files.createDirectories(folder.resolve("state")).toString());
        process = builder.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(socket()));
    }

    /** {@code kill -9}, then a new one. */
    void restart() throws IOException {
        stop();
        Files.deleteIfExists(socket());
        start();
    }

    private void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> log() {
        try {
            return Files.readAllLines(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket()) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
