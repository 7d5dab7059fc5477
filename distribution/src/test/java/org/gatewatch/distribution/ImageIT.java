package org.gatewatch.distribution;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Boots the image in a network namespace of its own and looks at it from outside only. */
@Timeout(180)
class ImageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Namespaces namespaces = new Namespaces();

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void configureOne() throws IOException {
        write("config/monitors/branches.yaml", monitor("branches", "berlin"));
        write("config/monitors/paris.yaml.example", monitor("paris", "paris"));
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void probesAndStopsOnRequest() throws Exception {
        Process process = run();
        await().atMost(PATIENCE).until(() -> healthOf("berlin").equals("HEALTHY"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data())));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve("gatewatch.sock"))));

        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), log()); // it is 1 after 1.7 s
        assertTrue(log().contains("INFO shell: stopped: gatewatch stopped in "), log());
        assertFalse(log().contains(" link: library: "), log()); // of pcap4j nothing is missing that it looks for
        for (String ofTheRun : List.of("gatewatch.sock", "framework", "tmp")) {
            assertFalse(Files.exists(data().resolve(ofTheRun)), ofTheRun);
        }
    }

    @Test
    void followsTheFilesAndIgnoresExamples() throws Exception {
        run();
        await().atMost(PATIENCE).until(() -> status().getAsJsonArray("probes").size() == 1);
        write("config/monitors/rome.yaml", monitor("rome", "rome"));
        await().atMost(PATIENCE).until(() -> status().getAsJsonArray("probes").size() == 2);

        write("config/monitors/rome.yaml", "monitorName: rome\nnonsense: true\n");
        await().atMost(PATIENCE).until(() -> status().getAsJsonArray("problems").size() > 0);
        assertEquals(2, status().getAsJsonArray("probes").size(), "the last good version keeps running");

        Files.delete(folder.resolve("config/monitors/rome.yaml"));
        await().atMost(PATIENCE).until(() -> status().getAsJsonArray("probes").size() == 1);
        assertEquals(0, status().getAsJsonArray("problems").size());
        assertFalse(log().contains("paris"), log());
    }

    @Test
    void saysWhoReportsAndWhoRefusedItsSettings() throws Exception {
        write("config/org.gatewatch.mqtt.cfg", "serverUri = tcp://127.0.0.1:1\n");
        write("config/org.gatewatch.snmp.cfg", "listen.port = 99999\n");
        run();
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonObject status = status();
            String reporters = String.valueOf(status.get("reporters"));
            assertTrue(reporters.contains("\"mqtt/default\"") && reporters.contains("\"connected\":false"), log());
            assertTrue(status.get("problems").toString().contains("listen.port"), log());
        });
    }

    @Test
    void servesNoHttpUntilItIsSwitchedOn() throws Exception {
        long pid = run().pid();
        await().atMost(PATIENCE).until(() -> healthOf("berlin").equals("HEALTHY"));

        var threads = threads(pid);
        assertTrue(threads.contains("gatewatch-snmp-"), threads.toString()); // so many letters the kernel keeps
        assertEquals(
                List.of(),
                threads.stream().filter(name -> name.contains("http")).toList());
        assertEquals(List.of(), listening(pid));
    }

    private static List<String> threads(long pid) throws IOException {
        try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.map(task -> Image.text(task.resolve("comm")).strip()).toList();
        }
    }

    /** The lines of the kernel's table about TCP ports that are listened on in the gateway's network. */
    private static List<String> listening(long pid) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table ->
                        Image.text(Path.of("/proc/" + pid + "/net/" + table)).lines())
                .filter(line -> line.strip().split(" +", -1)[3].equals("0A"))
                .toList();
    }

    @Test
    void completesTheNamesOfWhatRuns() throws Exception {
        run();
        await().atMost(PATIENCE).until(() -> names("probes", "bran").equals("branches/berlin\n"));
        assertEquals("", names("probes", "x"));
        assertEquals("branches\n", names("monitors", ""));
    }

    /** Over the launcher, as the bash completion asks for them. */
    private String names(String whose, String prefix) throws Exception {
        var asking = Image.builder(List.of(), "__names", whose, prefix);
        asking.environment().put("GATEWATCH_DATA", data().toString());
        Process process = asking.start();
        started.add(process);
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void plansWhatOtherFilesWouldChange() throws Exception {
        write("other/monitors/branches.yaml", monitor("branches", "berlin").replace("timeout: 500ms", "timeout: 1s"));
        write("other/monitors/rome.yaml", monitor("rome", "rome"));
        run();
        await().atMost(PATIENCE).until(() -> status().getAsJsonArray("probes").size() == 1);
        var other = plan("other");
        assertEquals(5, other.exitCode(), other.err());
        assertTrue(other.out().contains("~ probe branches/berlin: timeout 500ms -> 1s (starts anew)\n"), other.out());
        assertTrue(other.out()
                .endsWith("2 to add, 0 to remove, 1 to change (1 probe starts anew); 1 stay as they are.\n"));

        var same = plan("config");
        assertEquals(0, same.exitCode(), same.out() + same.err());
    }

    private Image.Result plan(String other) throws Exception {
        String to = folder.resolve(other).toString();
        return Image.execute("plan", "--detailed-exitcode", "--config", to, "--data", data().toString());
    }

    @Test
    void watchesUntilNobodyReads() throws Exception {
        run();
        await().atMost(PATIENCE).until(this::answers);
        Process watch = Image.builder(List.of(), "status", "--watch", "--data", data().toString())
                .start();
        started.add(watch);
        try (var reader = watch.inputReader(StandardCharsets.UTF_8)) {
            assertTrue(reader.readLine().contains("branches/berlin"));
        }
        assertTrue(watch.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void letsOneInstanceUseAFolder() throws Exception {
        Process first = run();
        await().atMost(PATIENCE).until(this::answers);
        var second = Image.execute("run", "--config", config(), "--data", data().toString());
        assertEquals(1, second.exitCode());
        assertTrue(second.err().matches("gatewatch: the data folder .* is in use by process \\d+; .*\n"), second.err());
        assertTrue(first.isAlive());
    }

    @Test
    void startsAgainAfterAKill() throws Exception {
        Process first = run();
        await().atMost(PATIENCE).until(this::answers);
        first.destroyForcibly().waitFor();
        assertEquals(4, Image.execute("status", "--data", data().toString()).exitCode());
        run();
        await().atMost(PATIENCE).until(this::answers);
    }

    @Test
    void saysInOneLineThatItMayNotSendPackets() throws Exception {
        var prefix = new ArrayList<>(namespaces.onGateway());
        // still root: another user may not look into the folder that the sources are in
        prefix.addAll(List.of("setpriv", "--bounding-set=-net_raw", "--inh-caps=-net_raw"));
        Process process = run(prefix);
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        String err = Image.text(folder.resolve("err"));
        assertEquals(3, process.exitValue(), err + log());
        assertTrue(err.matches("gatewatch: .*CAP_NET_RAW.*\n"), err);
    }

    private Process run() throws IOException {
        return run(namespaces.onGateway());
    }

    private Process run(List<String> prefix) throws IOException {
        Path out = folder.resolve("out");
        Process process = Image.start(
                prefix, out, folder.resolve("err"), "run", "--config", config(), "--data", data().toString());
        started.add(process);
        return process;
    }

    private String config() {
        return folder.resolve("config").toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private String log() {
        return Image.text(folder.resolve("out")) + Image.text(folder.resolve("err"));
    }

    private boolean answers() throws Exception {
        failWhenDead();
        return Image.execute("status", "--data", data().toString()).exitCode() == 0;
    }

    /** Nobody waits for what cannot come. */
    private void failWhenDead() {
        if (!started.get(started.size() - 1).isAlive()) {
            throw new AssertionError("the instance ended: " + log());
        }
    }

    private JsonObject status() throws Exception {
        failWhenDead();
        var result = Image.execute("status", "--json", "--data", data().toString());
        return result.exitCode() == 0
                ? JsonParser.parseString(result.out()).getAsJsonObject()
                : JsonParser.parseString("{\"probes\":[],\"problems\":[]}").getAsJsonObject();
    }

    private String healthOf(String probe) throws Exception {
        for (var each : status().getAsJsonArray("probes")) {
            if (each.getAsJsonObject().get("probe").getAsString().equals(probe)) {
                return each.getAsJsonObject().get("health").getAsString();
            }
        }
        return "absent";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String monitor(String name, String probe) {
        return "monitorName: " + name + "\naggregationPeriod: 1\nprobes:\n  - name: " + probe + "\n    destination: "
                + Namespaces.CUSTOMER_ADDRESS + "\n    interval: 100ms\n    timeout: 500ms\n";
    }
}
