package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatewatch.api.Monitor;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files share the memory for probes. A probe of 10ms and 3600 s needs 1,463,200 of the 4,000,000 bytes. */
class MemoryBudgetTest {
    private static final long ROOM_BYTES = 4_000_000;
    private static final String ADVICE = " are left of 4000.0 for all connections and probes of all files: use a longer"
            + " interval, a shorter aggregationPeriod or more heap (allowed: what fits; GATEWATCH_JAVA_OPTS=-Xmx... is the heap)";

    @TempDir
    Path root;

    private Evaluation evaluation = Evaluation.NONE;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(root.resolve("monitors"));
    }

    @Test
    void countsPeriodTimeoutAndTheProbeItself() {
        assertEquals(3_200 + 4 * 60 + 100 * 2, bytes("60s", "2s", "1s"));
        assertEquals(3_200 + 4 * 360_000 + 100 * 200, bytes("3600s", "2s", "0.01s"));
        assertEquals(3_200 + 4 + 100 * 60, bytes("1s", "60s", "1s"));
    }

    @Test
    void acceptsWhatJustFits() throws IOException {
        write("a", 3_600, probe("10ms").repeat(2)); // leaves 1,073,600
        write("c", 2_600, probe("10ms, timeout: 3040ms")); // needs as much
        evaluate();

        assertEquals(List.of(), problems());
        assertEquals(List.of("a", "c"), running());
    }

    @Test
    void namesFirstProbeThatGoesOver() throws IOException {
        write("a", 3_600, probe("10ms").repeat(4));
        evaluate();

        assertEquals(
                List.of("monitors/a.yaml:6:55: probes[2].interval: '10ms': needs 1463.2 KB of memory, 1073.6" + ADVICE),
                problems());
        assertEquals(List.of(), running());
    }

    @Test
    void namesDefaultIntervalAtItsProbe() throws IOException {
        write("a", 3_600, "  - {name: p, destination: 203.0.113.2}\n".repeat(1_000));
        evaluate();

        assertEquals(
                List.of("monitors/a.yaml:228:5: probes[224].interval: '1s (default)': needs 17.8 KB of memory, 12.8"
                        + ADVICE),
                problems());
    }

    @Test
    void boundsProbesThatHardlyEverSend() throws IOException {
        write("a", 1, probe("1h").repeat(1_250));
        evaluate();

        assertEquals(1, problems().size());
        write("a", 1, probe("1h").repeat(1_200));
        evaluate();
        assertEquals(List.of(), problems());
    }

    @Test
    void servesFilesInOrderOfTheirPaths() throws IOException {
        write("b", 3_600, probe("10ms").repeat(2));
        write("a", 3_600, probe("10ms"));
        write("c", 60, probe("1s"));
        evaluate();

        assertEquals(List.of("a", "c"), running());
        assertEquals(1, problems().size());
    }

    @Test
    void growingFileTakesNoRoomFromOneThatRuns() throws IOException {
        write("a", 60, probe("1s"));
        write("b", 3_600, probe("10ms").repeat(2));
        evaluate();
        write("a", 3_600, probe("10ms"));
        evaluate();

        assertEquals(List.of("a", "b"), running());
        assertEquals(
                Duration.ofSeconds(60), evaluation.state().monitors().get(0).aggregationPeriod());
        assertEquals(
                List.of("monitors/a.yaml:4:55: probes[0].interval: '10ms': needs 1463.2 KB of memory, 1073.6" + ADVICE),
                problems());
    }

    @Test
    void keepsRoomForLastGoodVersionOfBrokenFile() throws IOException {
        write("b", 3_600, probe("10ms").repeat(2));
        evaluate();
        Files.writeString(file("b"), "[");
        write("a", 3_600, probe("10ms"));
        evaluate();

        assertEquals(List.of("b"), running());
        assertEquals(2, problems().size());
    }

    @Test
    void passesRoomOfShrunkFileOn() throws IOException {
        write("b", 3_600, probe("10ms").repeat(2));
        evaluate();
        write("b", 3_600, probe("10ms"));
        write("a", 3_600, probe("10ms"));
        evaluate();

        assertEquals(List.of("a", "b"), running());
        assertEquals(List.of(), problems());
    }

    @Test
    void fileThatDoesNotFitKeepsItsName() throws IOException {
        write("a", 60, probe("1s"));
        evaluate();
        Files.writeString(file("a"), text("renamed", 3_600, probe("10ms").repeat(3)));
        Files.writeString(file("b"), text("a", 60, probe("1s")));
        evaluate();

        assertEquals(List.of("a"), running());
        assertEquals(2, problems().size());
    }

    @Test
    void connectionsAndProbesShareTheRoom() throws IOException {
        Files.createDirectories(root.resolve("connections"));
        Files.writeString(root.resolve("connections/c.yaml"), connections(1_100));
        write("a", 3_600, probe("10ms").repeat(2)); // would fit alone
        evaluate();

        assertEquals(1_100, evaluation.state().connections().size());
        assertEquals(List.of(), running());
    }

    @Test
    void refusesConnectionsThatDoNotFit() throws IOException {
        Files.createDirectories(root.resolve("connections"));
        Files.writeString(root.resolve("connections/c.yaml"), connections(4_001));
        evaluate();

        assertEquals(
                List.of("connections/c.yaml:4002:5: connections[4000]: needs 1.0 KB of memory, 0.0 are left of 4000.0"
                        + " for all connections and probes of all files: use fewer connections or more heap"
                        + " (allowed: what fits; GATEWATCH_JAVA_OPTS=-Xmx... is the heap)"),
                problems());
    }

    private static String connections(int count) {
        return IntStream.range(0, count)
                .mapToObj(("  - {id: 5b6c5d0e-7c6e-4d8e-9b53-%012d, name: c%<d, gatewayAddress: 198.51.100.2,"
                        + " customerGatewayAddress: 203.0.113.1}\n")::formatted)
                .collect(Collectors.joining("", "connections:\n", ""));
    }

    private static long bytes(String period, String timeout, String interval) {
        return Demand.bytes(duration(period), duration(timeout), duration(interval));
    }

    private static Duration duration(String seconds) {
        return Duration.parse("PT" + seconds);
    }

    private static String probe(String interval) {
        return "  - {name: p, destination: 203.0.113.2, interval: " + interval + "}\n";
    }

    private void write(String name, int periodSeconds, String probes) throws IOException {
        Files.writeString(file(name), text(name, periodSeconds, probes));
    }

    /** Numbers the probes, whose names must differ. */
    private static String text(String name, int periodSeconds, String probes) {
        String[] lines = probes.split("\n", -1);
        String numbered = IntStream.range(0, lines.length)
                .mapToObj(i -> lines[i].replace("name: p", "name: p%04d".formatted(i)))
                .collect(Collectors.joining("\n"));
        return "monitorName: " + name + "\naggregationPeriod: " + periodSeconds + "\nprobes:\n" + numbered;
    }

    private Path file(String name) {
        return root.resolve("monitors/" + name + ".yaml");
    }

    private void evaluate() {
        var folder = new ConfigurationFolder(root);
        var files = folder.list(new Problems("test")).stream()
                .flatMap(file -> folder.read(file).stream())
                .toList();
        evaluation = evaluation.next(files, ROOM_BYTES);
    }

    private List<String> running() {
        return evaluation.state().monitors().stream().map(Monitor::name).toList();
    }

    private List<String> problems() {
        return evaluation.problems().stream()
                .map(ConfigurationProblem::toString)
                .map(text -> text.replace(root + "/", ""))
                .toList();
    }
}
