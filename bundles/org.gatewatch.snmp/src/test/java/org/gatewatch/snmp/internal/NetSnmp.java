package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tools of net-snmp (Debian package {@code snmp}) as client, without MIBs and configuration of the host. */
final class NetSnmp {
    static final List<String> V2C = List.of("-v2c", "-c", "public");
    static final List<String> V3 = v3("nms", "auth-passphrase", "priv-passphrase");

    private final InetSocketAddress agent;
    private final Path scratch;

    NetSnmp(InetSocketAddress agent, Path scratch) throws IOException {
        var found = Files.isExecutable(Path.of("/usr/bin/snmpbulkwalk"));
        if (!found) {
            System.err.println("SKIPPED: net-snmp's tools are missing; apt-get install snmp");
        }
        assumeTrue(found, "net-snmp's tools are missing; apt-get install snmp");
        this.agent = agent;
        this.scratch = scratch;
        // else the tools say that they made it
        Files.createDirectory(scratch.resolve("cert_indexes"));
    }

    static List<String> v3(String user, String auth, String priv) {
        return List.of("-v3", "-l", "authPriv", "-u", user, "-a", "SHA-256", "-A", auth, "-x", "AES", "-X", priv);
    }

    /** What a tool printed, errors included, line by line; OIDs and values in numbers. */
    List<String> run(String tool, List<String> version, String... arguments) {
        var command = new ArrayList<>(List.of("/usr/bin/" + tool, "-On", "-Oe", "-OU", "-r0", "-t1"));
        command.addAll(version);
        int options = (int)
                Arrays.stream(arguments).takeWhile(text -> text.startsWith("-")).count();
        command.addAll(List.of(arguments).subList(0, options));
        command.add("udp:127.0.0.1:" + agent.getPort());
        command.addAll(List.of(arguments).subList(options, arguments.length));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("MIBS", "");
            builder.environment().put("SNMPCONFPATH", scratch.toString());
            builder.environment().put("SNMP_PERSISTENT_DIR", scratch.toString());
            var process = builder.start();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return printed.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
