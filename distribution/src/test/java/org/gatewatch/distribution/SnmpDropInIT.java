package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's snmpd as its package starts it, with its own configuration and our drop-in as shipped, and the image as user
 * {@code gatewatch} with no privilege but raw sockets. Users, folders and network are seen in namespaces of this test alone.
 */
@Timeout(180)
class SnmpDropInIT {
    private static final Path DEBIAN = Path.of("/etc/snmp/snmpd.conf");
    private static final Path UNIT = Path.of("/lib/systemd/system/snmpd.service");
    private static final String SOCKET = "/var/agentx/master";
    /** pingMaxConcurrentRequests and gwProbes. */
    private static final List<String> OURS = List.of(".1.3.6.1.2.1.80.1.1.0", ".1.3.6.1.4.1.8072.9999.9999.71.1.1.2.0");

    private static final List<String> VALUES = List.of("0", "1");
    /** It is tried twice a second; machines that build are slow. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);

    private static final List<String> AS_GATEWATCH = List.of(
            "setpriv",
            "--reuid=gatewatch",
            "--regid=gatewatch",
            "--init-groups",
            "--inh-caps=-all,+net_raw",
            "--ambient-caps=-all,+net_raw",
            "--bounding-set=-all,+net_raw");

    /** What a host has on which both packages are installed. $1: folder of the test, $2: our drop-in. */
    private static final String SET_UP = """
            set -e
            cd "$1"
            cp /etc/passwd /etc/group .
            for name in Debian-snmp gatewatch; do
                id=$((64001 + ${#name}))
                getent group $name > /dev/null || echo "$name:x:$id:" >> group
                getent passwd $name > /dev/null || echo "$name:x:$id:$id::/nonexistent:/usr/sbin/nologin" >> passwd
            done
            mount --bind passwd /etc/passwd
            mount --bind group /etc/group
            mkdir -p var/lib/snmp snmpd.conf.d data
            chown Debian-snmp var/lib/snmp
            chown -R gatewatch:gatewatch config data
            cp "$2" snmpd.conf.d/gatewatch.conf
            mount --bind snmpd.conf.d /etc/snmp/snmpd.conf.d
            mount --bind "$1/var" /var
            touch ready
            exec sleep infinity
            """;

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Process host;
    private Process snmpd;

    @BeforeEach
    void startSnmpdAndGatewatch() throws Exception {
        boolean possible = Files.exists(DEBIAN) && Files.exists(UNIT);
        if (!possible) {
            System.err.println("SKIPPED: SnmpDropInIT needs Debian's snmpd; apt-get install snmpd");
        }
        Assumptions.assumeTrue(possible, "needs Debian's snmpd; apt-get install snmpd");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        configure();
        start(onGateway("ip", "link", "set", "lo", "up")).waitFor();
        Path dropIn = Image.HOME.resolve("share/snmp/gatewatch-snmpd.conf");
        host = start(onGateway(
                "unshare", "-m", "--propagation", "private", "sh", "-c", SET_UP, "sh", "" + folder, "" + dropIn));
        await().until(() -> Files.exists(folder.resolve("ready")));
        snmpd = start(onHost(commandOfUnit()));
        start(onHost(gatewatch()));
        awaitOurs(Instance.PATIENCE);
    }

    private void configure() throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("monitors"));
        String settings = Files.readString(Image.HOME.resolve("config/org.gatewatch.snmp.cfg"));
        Files.writeString(
                config.resolve("org.gatewatch.snmp.cfg"),
                settings.replaceFirst("(?m)^agentx.socket *=.*", "agentx.socket = " + SOCKET));
        Files.writeString(
                config.resolve("monitors/m.yaml"),
                "monitorName: m\nprobes: [{name: p, destination: " + Namespaces.CUSTOMER_ADDRESS + "}]\n");
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private List<String> gatewatch() {
        var command = new ArrayList<>(AS_GATEWATCH);
        command.addAll(List.of("" + Image.HOME.resolve("bin/gatewatch"), "run"));
        command.addAll(List.of("--config", "" + folder.resolve("config"), "--data", "" + folder.resolve("data")));
        return command;
    }

    private List<String> onGateway(String... command) {
        return Stream.concat(namespaces.onGateway().stream(), Stream.of(command))
                .toList();
    }

    /** With the host's own users and folders as well. */
    private List<String> onHost(List<String> command) {
        return Stream.concat(Stream.of("nsenter", "-t", "" + host.pid(), "-m", "-n"), command.stream())
                .toList();
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("MIBS", "");
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** What systemd would run. */
    private static List<String> commandOfUnit() throws IOException {
        String line = Files.readAllLines(UNIT).stream()
                .filter(each -> each.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring("ExecStart=".length()).split(" ", -1));
    }

    /** With Debian's own community and view; only values. */
    private List<String> ours() {
        var command = new ArrayList<>(List.of("snmpget", "-v2c", "-c", "public", "-r0", "-t2", "-Oqv", "127.0.0.1"));
        command.addAll(OURS);
        return said(command);
    }

    private List<String> said(List<String> command) {
        try {
            var builder = new ProcessBuilder(onHost(command)).redirectErrorStream(true);
            builder.environment().put("MIBS", "");
            try (var said = builder.start().getInputStream()) {
                return new String(said.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitOurs(Duration limit) {
        await().atMost(limit).until(this::ours, VALUES::equals);
    }

    @Test
    void servesGatewatchToWhoMayReadDebiansView() {
        assertEquals(VALUES, ours());
    }

    @Test
    void opensTheSocketToGatewatchsGroupAlone() {
        assertEquals(List.of("Debian-snmp gatewatch srw-rw----"), said(List.of("stat", "-c", "%U %G %A", SOCKET)));
        var asStranger = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        var look = List.of("sh", "-c", "test -w " + SOCKET + " && echo writable || echo closed");
        assertEquals(
                List.of("closed"),
                said(Stream.concat(asStranger.stream(), look.stream()).toList()));
        assertEquals(
                List.of("writable"),
                said(Stream.concat(AS_GATEWATCH.stream(), look.stream()).toList()));
    }

    /** A socket that the killed one left behind does not matter. */
    @Test
    void isBackAfterSnmpdWasKilled() throws Exception {
        snmpd.destroyForcibly().waitFor();
        start(onHost(commandOfUnit()));
        await().atMost(Instance.PATIENCE).until(() -> !said(List.of(
                        "snmpget", "-v2c", "-c", "public", "-r0", "-t1", "-Oqv", "127.0.0.1", ".1.3.6.1.2.1.1.3.0"))
                .toString()
                .contains("Timeout"));
        awaitOurs(BACK_WITHIN);
    }
}
