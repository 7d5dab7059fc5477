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
import java.util.OptionalInt;
import java.util.UUID;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Destination.Family;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.Packet;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Protocol;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Source;
import org.gatewatch.api.Thresholds;
import org.gatewatch.api.Thresholds.Levels;
import org.gatewatch.api.VpnConnection;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several files come to, and what their last good versions do. Each test is a story of edits. */
class EvaluationTest {
    private static final UUID BERLIN = UUID.fromString("5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");

    private static final String SUBNET = "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0";

    @TempDir
    Path root;

    private Evaluation evaluation = Evaluation.NONE;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("connections"));
        Files.createDirectories(root.resolve("monitors"));
        Files.createDirectories(root.resolve("subnets"));
    }

    @Test
    void readsAllKeys() throws IOException {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-all-keys")));

        var probe = Probe.to("paris", InetAddress.getByName("203.0.113.2"))
                .from(new Source.Address(InetAddress.getByName("198.51.100.2")))
                .sending(new Packet(Protocol.TCP, OptionalInt.of(443), 8500, 34, 255, true))
                .every(Duration.ofSeconds(90), Duration.ofMillis(10))
                .judgedBy(new Thresholds(
                        1,
                        2,
                        4,
                        new Levels<>(20.0, 10.5),
                        Optional.of(new Levels<>(Duration.ofMillis(80), Duration.ofMillis(60))),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1)));
        var tags = Map.of("team", "wan", "site", "7", "empty", "");
        assertEquals(
                List.of(new Monitor(
                        "m",
                        Duration.ofSeconds(30),
                        tags,
                        List.of(withMark(probe, 0x64)),
                        new Quorum(OptionalInt.of(1), 1))),
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
    void takesNameAsDestination() {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-destination-is-a-name")));

        assertEquals(
                new Destination.Name("berlin.example.com", Family.ANY),
                onlyProbe().destination());
    }

    @Test
    void looksForAddressesOfSourcesFamilyOnly() throws IOException {
        write("monitors/a.yaml", """
                monitorName: a
                probes: [{name: p, destination: vpn.example.com, source: 198.51.100.2}]
                """);
        evaluate();

        assertEquals(
                new Destination.Name("vpn.example.com", Family.IPV4),
                onlyProbe().destination());
    }

    @Test
    void putsProbesThresholdsOverMonitorsKeyByKey() {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-thresholds-and-quorum")));

        var monitor = evaluation.state().monitors().get(0);
        var rtt = new Levels<>(Duration.ofMillis(80), Duration.ofMillis(60));
        assertEquals(
                List.of(
                        new Thresholds(
                                10,
                                7,
                                3,
                                new Levels<>(10.0, 2.5),
                                Optional.of(rtt),
                                Duration.ZERO,
                                Duration.ofMinutes(1)),
                        new Thresholds(
                                10, 5, 3, new Levels<>(10.0, 2.5), Optional.empty(), Duration.ZERO, Duration.ZERO)),
                monitor.probes().stream().map(Probe::thresholds).toList());
        assertEquals(new Quorum(OptionalInt.of(2), 1), monitor.quorum());
    }

    @Test
    void clearsLossAtHalfAndRttAtNineTenthsOfWhereTheyAreRaised() {
        evaluation = Evaluation.of(read(TestFiles.monitor("accepted-raise-levels-only")));

        assertEquals(new Levels<>(20.0, 10.0), onlyProbe().thresholds().loss());
        assertEquals(
                Optional.of(new Levels<>(Duration.ofMillis(80), Duration.ofMillis(72))),
                onlyProbe().thresholds().rtt());
    }

    @Test
    void takesQuorumOfConnection() {
        evaluation = Evaluation.of(read(TestFiles.connections("accepted-quorum")));

        assertEquals(
                new Quorum(OptionalInt.of(2), 2),
                evaluation.state().connections().get(0).quorum());
    }

    @Test
    void followsWhatStandsForSubnet() throws IOException {
        write("subnets/cloud.yaml", subnet("interface: wan"));
        write("monitors/a.yaml", monitorOfSubnet("vpn.example.com"));
        evaluate();
        assertEquals(new Source.Interface("wan"), onlyProbe().source());
        write("subnets/cloud.yaml", subnet("address: 198.51.100.2"));
        evaluate();

        assertEquals(source("198.51.100.2"), onlyProbe().source());
        assertEquals(
                new Destination.Name("vpn.example.com", Family.IPV4),
                onlyProbe().destination());
    }

    @Test
    void keepsMonitorWhoseSubnetIsGoneAndTellsIt() throws IOException {
        write("subnets/cloud.yaml", subnet("interface: wan"));
        write("monitors/a.yaml", monitorOfSubnet("203.0.113.2"));
        evaluate();
        Files.delete(root.resolve("subnets/cloud.yaml"));
        evaluate();

        assertEquals(List.of("a"), monitors());
        assertEquals(List.of("monitors/a.yaml probes[0].source"), problems());
    }

    @Test
    void keepsSubnetForFileThatRunsIt() throws IOException {
        write("subnets/b.yaml", subnet("interface: wan"));
        write("monitors/a.yaml", monitorOfSubnet("203.0.113.2"));
        evaluate();
        write("subnets/a.yaml", subnet("interface: lan"));
        evaluate();

        assertEquals(new Source.Interface("wan"), onlyProbe().source());
        assertEquals(List.of("subnets/a.yaml subnets[0].arn"), problems());
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
        assertEquals(source("198.51.100.2"), onlyProbe().source());
        assertEquals(destination("203.0.113.1"), onlyProbe().destination());
    }

    @Test
    void followsChangedAddressOfConnection() throws IOException {
        write("connections/customers.yaml", connection("203.0.113.1"));
        write("monitors/a.yaml", monitorOfConnection("a"));
        evaluate();
        write("connections/customers.yaml", connection("203.0.113.9"));
        evaluate();

        assertEquals(destination("203.0.113.9"), onlyProbe().destination());
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

    private static final String TWO_PROBES =
            "monitorName: a\nprobes:\n- {name: p, destination: 203.0.113.1}\n- {name: q, destination: 203.0.113.2}\n";

    @Test
    void keepsLastGoodVersionOfFileOfWhichHalfIsThere() throws IOException {
        write("monitors/a.yaml", TWO_PROBES);
        evaluate();
        write("monitors/a.yaml", TWO_PROBES.substring(0, TWO_PROBES.indexOf("- {name: q") - 1));
        evaluate();

        assertEquals(2, evaluation.state().monitors().get(0).probes().size());
        assertEquals(
                root.resolve("monitors/a.yaml")
                        + ":3:38: ends within a line and says less than what runs: the rest seems to be"
                        + " missing (allowed: a line break at the end, if this is all)",
                evaluation.problems().get(0).toString());
    }

    @Test
    void takesShorterFileThatEndsWithALine() throws IOException {
        write("monitors/a.yaml", TWO_PROBES);
        evaluate();
        write("monitors/a.yaml", TWO_PROBES.substring(0, TWO_PROBES.indexOf("- {name: q")));
        evaluate();

        assertEquals(1, evaluation.state().monitors().get(0).probes().size());
    }

    @Test
    void takesFileThatEndsWithinALineAndSaysNoLess() throws IOException {
        write("monitors/a.yaml", TWO_PROBES);
        evaluate();
        write(
                "monitors/a.yaml",
                TWO_PROBES.replace("203.0.113.2", "203.0.113.3").stripTrailing());
        evaluate();

        assertEquals(List.of(), evaluation.problems());
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
                        + ":1:14 (in that file's last good version, which keeps running) (allowed: a unique one)",
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
        write("monitors/a.yaml", monitor("a") + "x: 1\n".repeat(4_000));
        evaluate();

        assertEquals(1001, evaluation.problems().size());
        assertTrue(evaluation.problems().get(0).message().endsWith("has more than 1000 problems"));
    }

    private void evaluate() {
        var folder = new ConfigurationFolder(root);
        var files = new ArrayList<ReadFile>();
        folder.list(new Problems("test")).forEach(file -> folder.read(file).ifPresent(files::add));
        evaluation = evaluation.next(files, MemoryBudget.roomOfThisJvm());
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

    private static String monitorOfSubnet(String destination) {
        return "monitorName: a\nprobes: [{name: p, source: '" + SUBNET + "', destination: " + destination + "}]\n";
    }

    private static String subnet(String end) {
        return "subnets: [{arn: '" + SUBNET + "', " + end + "}]\n";
    }

    private static Destination destination(String address) throws IOException {
        return new Destination.Address(InetAddress.getByName(address));
    }

    private static Source source(String address) throws IOException {
        return new Source.Address(InetAddress.getByName(address));
    }

    private static Probe withMark(Probe probe, int mark) {
        return new Probe(
                probe.name(),
                probe.connectionId(),
                probe.source(),
                mark,
                probe.destination(),
                probe.packet(),
                probe.interval(),
                probe.timeout(),
                true,
                probe.thresholds());
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
