package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.shell.internal.Documents;
import org.gatewatch.shell.internal.StatusDocument;
import org.gatewatch.shell.internal.StatusJson;
import org.gatewatch.shell.internal.control.ControlServer;
import org.gatewatch.shell.internal.control.Patience;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CommandLineTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("data"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run", "check", "plan", "status", "history", "thresholds", "monitor", "version", "completion"
            })
    void helpsEverywhere(String command) {
        assertEquals(0, command.isEmpty() ? execute("--help") : execute(command, "--help"));
        assertTrue(out.toString().startsWith("Usage: gatewatch"), out.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "nonsense",
                "status --nonsense",
                "check --config",
                "run --config /nonexistent",
                "history m/p --since 1h --until 2h",
                "thresholds --probe m/p --raise-loss 500",
                "thresholds --probe m/p --raise-loss -5",
                "thresholds --probe m/p --raise-loss 5 --clear-loss 9",
            })
    void answersWrongUsageInOneLine(String arguments) {
        assertEquals(2, execute(arguments.split(" ", -1)));
        assertTrue(err.toString().matches("gatewatch: .*; see gatewatch.* --help\n"), err.toString());
    }

    @Test
    void asksForACommand() {
        assertEquals(2, execute());
        assertTrue(err.toString().contains("a command is missing"), err.toString());
    }

    @Test
    void printsItsVersion() {
        assertEquals(0, execute("version"));
        assertTrue(out.toString().startsWith("gatewatch 1.2.3 (Java "), out.toString());
    }

    @ParameterizedTest
    @CsvSource({"config, it is there already", "none/bundle.zip, there is no such folder"})
    void saysWhyASupportBundleCannotBeWritten(String output, String why) {
        Path file = home.resolve(output);
        assertEquals(1, execute("support-bundle", "--output", file.toString()));
        assertEquals("gatewatch: cannot write " + file + ": " + why + "\n", err.toString());
    }

    @Test
    void findsAGoodFolderGood() {
        assertEquals(0, execute("check"));
        assertEquals(home.resolve("config") + ": good: 0 connections, 1 monitor, 1 probe\n", out.toString());
    }

    @Test
    void printsOneLineForEachProblemAndASummary() throws IOException {
        Files.createFile(home.resolve("bad"));
        assertEquals(1, execute("check", "--config", home.toString()));
        assertEquals(
                "a.yaml:3:5: interval: '1x': allowed are 10ms to 1h\nb.yaml: not YAML\n" + home
                        + ": 2 problems in 2 files\n",
                err.toString());
    }

    @Test
    void warnsWithoutFailingOfWhatTheInstanceHasSeen() throws Exception {
        var seen = Documents.probe("rome", "HEALTHY", "none", Documents.report(1, 10, 50_000.0));
        assertEquals(0, executeAgainst(Documents.json(Documents.of(List.of(), List.of(seen))), "check"));
        assertEquals("c.yaml:1:2: warning: timeout: '80ms': too short\n", err.toString());
        assertEquals(home.resolve("config") + ": good: 0 connections, 1 monitor, 1 probe, 1 warning\n", out.toString());
    }

    @Test
    void plansAgainstTheInstance() throws Exception {
        var running = Documents.probe("rome", "HEALTHY", "none", null);
        var document = Documents.of(List.of(), List.of(running));
        String config = home.resolve("config").toString();
        assertEquals(5, executeAgainst(Documents.json(document), "plan", "--detailed-exitcode", "--config", config));
        assertEquals("""
                + monitor branches
                ~ probe branches/rome: destination 203.0.113.1 -> 127.0.0.1 (starts anew)
                1 to add, 0 to remove, 1 to change (1 probe starts anew); 0 stay as they are.
                """, out.toString());
    }

    @Test
    void plansWithoutTellingMoreByItsExitCodeUnlessAsked() throws Exception {
        var document = Documents.of(List.of(), List.of());
        String config = home.resolve("config").toString();
        assertEquals(0, executeAgainst(Documents.json(document), "plan", "--config", config));
    }

    @Test
    void plansNothingWithBadFiles() throws IOException {
        Files.createFile(home.resolve("bad"));
        assertEquals(1, execute("plan", "--config", home.toString()));
        assertTrue(err.toString().contains("2 problems in 2 files"), err.toString());
    }

    @Test
    void plansNothingWithoutInstance() {
        assertEquals(4, execute("plan", "--config", home.toString()));
    }

    @Test
    void saysThatNoInstanceRuns() {
        assertEquals(4, execute("status"));
        assertEquals("gatewatch: no instance is running on data folder " + home.resolve("data") + "\n", err.toString());
    }

    @Test
    void saysTheSameWhenAKilledInstanceLeftItsSocket() throws IOException {
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(home.resolve("data/gatewatch.sock")));
        }
        assertEquals(4, execute("status"));
        assertTrue(err.toString().startsWith("gatewatch: no instance is running"), err.toString());
    }

    @Test
    void printsTheJsonThatTheInstanceGives() throws Exception {
        var document = Documents.of(List.of(), List.of(Documents.probe("rome", "DOWN", "link", null)));
        assertEquals(0, executeAgainst(Documents.json(document), "status", "--json"));
        assertEquals(document, new StatusJson().parse(new StringReader(out.toString()), StatusDocument.class));
    }

    @Test
    void printsTheTableOfTheInstance() throws Exception {
        var document = Documents.of(List.of(), List.of(Documents.probe("rome", "DOWN", "link", null)));
        assertEquals(0, executeAgainst(Documents.json(document), "status"));
        assertTrue(out.toString().contains("DOWN    link   branches/rome"), out.toString());
    }

    @Test
    void doesNotGuessAtAnInstanceOfAnotherVersion() throws Exception {
        assertEquals(4, executeAgainst("{\"schema\":99}", "status"));
        assertTrue(err.toString().contains("is of another version"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schema\":1,\"host\":\"g", "{\"schema\":1,\"probes\":[{}", ""})
    void tellsAnInstanceThatBreaksOffFromAnotherVersion(String answer) throws Exception {
        assertEquals(4, executeAgainst(answer, "status", "--json"));
        assertTrue(err.toString().contains("broke off: the answer is not complete"), err.toString());
    }

    @Test
    void guessesTheCommandThatWasMeant() {
        assertEquals(2, execute("staus"));
        assertEquals(
                "gatewatch: unknown command 'staus' (did you mean status?); see gatewatch --help\n", err.toString());
    }

    @Test
    void takesTheDataFolderFromTheEnvironment() {
        environment.put("GATEWATCH_DATA", "/nowhere/data");
        assertEquals(4, execute("status"));
        assertEquals("gatewatch: no instance is running on data folder /nowhere/data\n", err.toString());
    }

    @Test
    void takesTheConfigurationFolderFromTheEnvironment() {
        environment.put("GATEWATCH_CONFIG", home.toString());
        assertEquals(0, execute("check"));
        assertEquals(home + ": good: 0 connections, 1 monitor, 1 probe\n", out.toString());
    }

    @Test
    void saysByItsExitCodeThatSomethingNeedsAttention() throws Exception {
        var document = Documents.of(List.of(), List.of(Documents.probe("rome", "DOWN", "link", null)));
        assertEquals(6, executeAgainst(Documents.json(document), "status", "--detailed-exitcode"));
    }

    @Test
    void saysByItsExitCodeThatAllIsWell() throws Exception {
        var document = Documents.of(List.of(), List.of(Documents.probe("rome", "HEALTHY", "none", null)));
        assertEquals(0, executeAgainst(Documents.json(document), "status", "--detailed-exitcode", "--json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"history m/p", "history m/p --json", "thresholds --probe m/p --json"})
    void failsWhenTheInstanceRefuses(String arguments) throws Exception {
        String refusal = "{\"error\":{\"kind\":\"NOT_FOUND\",\"message\":\"there is no probe m/p\"}}";
        assertEquals(1, executeAgainst(refusal, arguments.split(" ", -1)));
        assertEquals("gatewatch: there is no probe m/p\n", err.toString());
        assertEquals("", out.toString());
    }

    private int executeAgainst(String answer, String... arguments) throws Exception {
        var server = instance(answer);
        try {
            return execute(arguments);
        } finally {
            server.close();
        }
    }

    /** One that has no resources, and gives the same answer to all that is no question after them. */
    private ControlServer instance(String answer) throws IOException {
        return ControlServer.start(
                home.resolve("data").resolve(ControlServer.SOCKET),
                (request, client) -> {
                    String text = request.contains("\"list\"") ? "{\"items\":[]}" : answer;
                    client.write(text.getBytes(StandardCharsets.UTF_8));
                },
                Patience.of(Duration.ofSeconds(10)));
    }

    private int execute(String... arguments) {
        var commandLine = Main.commandLine(Installation.of(home, environment, "1.2.3"), false);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
