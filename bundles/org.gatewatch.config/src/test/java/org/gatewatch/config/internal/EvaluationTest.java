package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several files come to, and what their last good versions do. Each test is a story of edits. */
class EvaluationTest {
    private static final UUID BERLIN = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");

    @TempDir
    Path root;

    private Evaluation evaluation = Evaluation.NONE;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("connections"));
        Files.createDirectories(root.resolve("monitors"));
    }

    @Test
    void readsAllKeys() throws IOException {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-all-keys")));

        var probe = Probe.to("paris", InetAddress.getByName("203.0.113.2"))
                .from(new Source.Address(InetAddress.getByName("198.51.100.2")))
                .sending(Packet.ECHO.sized(8500))
                .every(Duration.ofSeconds(90), Duration.ofMillis(500));
        var tags = Map.of("team", "wan", "site", "7", "empty", "");
        assertEquals(
                List.of(new Monitor("m", Duration.ofSeconds(30), tags, List.of(probe), Quorum.DEFAULT)),
                evaluation.state().monitors());
    }

    @Test
    void usesDefaultsForAbsentKeys() throws IOException {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-defaults")));

        var probe = Probe.to("p", InetAddress.getByName("203.0.113.2"));
        assertEquals(
                List.of(new Monitor("m", Duration.ofSeconds(60), Map.of(), List.of(probe), Quorum.DEFAULT)),
                evaluation.state().monitors());
    }

    @Test
    void takesInterfaceAsSource() {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-interface-as-source")));

        assertEquals(new Source.Interface("eth0.12"), onlyProbe().source());
    }

    @Test
    void takesSourceAndDestinationFromConnection() throws IOException {
        write("connections/customers.yaml", connection("203.0.113.1"));
        write("monitors/a.yaml", monitorOfConnection("a"));
        evaluate();

        assertEquals(
                List.of(new VpnConnection(
                        BERLIN,
                        "berlin",
                        InetAddress.getByName("198.51.100.2"),
                        InetAddress.getByName("203.0.113.1"),
                        Quorum.DEFAULT)),
                evaluation.state().connections());
        assertEquals(Optional.of(BERLIN), onlyProbe().connectionId());
        assertEquals(
                new Source.Address(InetAddress.getByName("198.51.100.2")),
                onlyProbe().source());
        assertEquals(InetAddress.getByName("203.0.113.1"), onlyProbe().destination());
    }

    @Test
    void followsChangedAddressOfConnection() throws IOException {
        write("connections/customers.yaml", connection("203.0.113.1"));
        write("monitors/a.yaml", monitorOfConnection("a"));
        evaluate();
        write("connections/customers.yaml", connection("203.0.113.9"));
        evaluate();

        assertEquals(InetAddress.getByName("203.0.113.9"), onlyProbe().destination());
    }

    @Test
    void keepsLastGoodVersionOfBrokenFile() throws IOException {
        write("monitors/a.yaml", monitor("a"));
        write("monitors/b.yaml", monitor("b"));
        evaluate();
        write("monitors/a.yaml", monitor("a") + "oops: 1\n");
        write("monitors/b.yaml", monitor("renamed"));
        evaluate();

        assertEquals(List.of("a", "renamed"), monitors());
        assertEquals(List.of("monitors/a.yaml oops"), problems());
    }

    @Test
    void forgetsProblemsOfMendedFile() throws IOException {
        write("monitors/a.yaml", "[");
        evaluate();
        write("monitors/a.yaml", monitor("a"));
        evaluate();

        assertEquals(List.of("a"), monitors());
        assertEquals(List.of(), problems());
    }

    @Test
    void forgetsLastGoodVersionOfDeletedFile() throws IOException {
        write("monitors/a.yaml", monitor("a"));
        evaluate();
        Files.delete(root.resolve("monitors/a.yaml"));
        evaluate();
        write("monitors/a.yaml", "[");
        evaluate();

        assertEquals(List.of(), monitors());
    }

    @Test
    void keepsMonitorWhoseConnectionIsGoneAndTellsIt() throws IOException {
        write("connections/customers.yaml", connection("203.0.113.1"));
        write("monitors/a.yaml", monitorOfConnection("a"));
        evaluate();
        write("connections/customers.yaml", "connections: []\n");
        evaluate();

        assertEquals(List.of("a"), monitors());
        assertEquals(List.of(), evaluation.state().connections());
        assertEquals(List.of("monitors/a.yaml probes[0].vpnConnectionId"), problems());
    }

    @Test
    void runsMonitorOnLastGoodConnectionOfBrokenFile() throws IOException {
        write("connections/customers.yaml", connection("203.0.113.1"));
        evaluate();
        write("connections/customers.yaml", connection("berlin"));
        write("monitors/a.yaml", monitorOfConnection("a"));
        evaluate();

        assertEquals(List.of("a"), monitors());
        assertEquals(List.of("connections/customers.yaml connections[0].customerGatewayAddress"), problems());
    }

    @Test
    void leavesNameToFileThatRunsIt() throws IOException {
        write("monitors/b.yaml", monitor("x"));
        evaluate();
        write("monitors/a.yaml", monitor("x"));
        evaluate();

        assertEquals(List.of("x"), monitors());
        assertEquals(List.of("monitors/a.yaml monitorName"), problems());
    }

    @Test
    void leavesNameToBrokenFileThatStillRunsIt() throws IOException {
        write("monitors/a.yaml", monitor("x"));
        evaluate();
        write("monitors/a.yaml", "[");
        write("monitors/b.yaml", monitor("x"));
        evaluate();

        assertEquals(List.of("x"), monitors());
        assertEquals(
                "this monitor name is already given at " + root.resolve("monitors/a.yaml")
                        + ":1:14; it must be unique (in that file's last good version, which keeps running)",
                evaluation.problems().get(1).message());
    }

    @Test
    void passesNameOnWhenTwoFilesSwapTheirs() throws IOException {
        write("monitors/a.yaml", monitor("x"));
        write("monitors/b.yaml", monitor("y"));
        evaluate();
        write("monitors/a.yaml", monitor("y"));
        evaluate();
        assertEquals(List.of("monitors/a.yaml monitorName"), problems());
        write("monitors/b.yaml", monitor("x"));
        evaluate();

        assertEquals(List.of("y", "x"), monitors());
        assertEquals(List.of(), problems());
    }

    @Test
    void fallsBackAlongChainOfNames() throws IOException {
        write("monitors/a.yaml", monitor("x"));
        write("monitors/b.yaml", monitor("y"));
        write("monitors/c.yaml", monitor("z"));
        evaluate();
        // c cannot have y's connection, so it keeps z; then b cannot have z and keeps y; then a cannot have y
        write("monitors/a.yaml", monitor("y"));
        write("monitors/b.yaml", monitor("z"));
        write("monitors/c.yaml", monitorOfConnection("w"));
        evaluate();

        assertEquals(List.of("x", "y", "z"), monitors());
        assertEquals(
                List.of(
                        "monitors/a.yaml monitorName",
                        "monitors/b.yaml monitorName",
                        "monitors/c.yaml probes[0].vpnConnectionId"),
                problems());
    }

    @Test
    void boundsProblemsOfOneFile() throws IOException {
        write("monitors/a.yaml", monitor("a") + "x: 1\n".repeat(5000));
        evaluate();

        assertEquals(1001, evaluation.problems().size());
        assertTrue(evaluation.problems().get(0).message().endsWith("4000 more problems"));
    }

    private void evaluate() {
        var folder = new ConfigurationFolder(root);
        var files = new ArrayList<ReadFile>();
        folder.list(new Problems("test")).forEach(file -> folder.read(file).ifPresent(files::add));
        evaluation = evaluation.next(files);
    }

    private static List<ReadFile> read(Path file) {
        return List.of(new ConfigurationFolder(TestFiles.ROOT).read(file).orElseThrow());
    }

    private void write(String file, String text) {
        try {
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String monitor(String name) {
        return "monitorName: " + name + "\nprobes: [{name: p, destination: 203.0.113.2}]\n";
    }

    private static String monitorOfConnection(String name) {
        return "monitorName: " + name + "\nprobes: [{name: p, vpnConnectionId: " + BERLIN + "}]\n";
    }

    private static String connection(String customerGateway) {
        return "connections: [{id: " + BERLIN + ", name: berlin, gatewayAddress: 198.51.100.2, customerGatewayAddress: "
                + customerGateway + "}]\n";
    }

    private Probe onlyProbe() {
        return evaluation.state().monitors().get(0).probes().get(0);
    }

    private List<String> monitors() {
        return evaluation.state().monitors().stream().map(Monitor::name).toList();
    }

    private List<String> problems() {
        return evaluation.problems().stream().map(this::place).toList();
    }

    private String place(ConfigurationProblem problem) {
        return root.relativize(Path.of(problem.file())) + " " + problem.key();
    }
}
