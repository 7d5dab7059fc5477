package org.gatewatch.distribution.lab;

import static org.awaitility.Awaitility.await;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The built image at work on the lab's gateway, with a broker and somebody who hears its reports. */
final class GatewatchInLab implements BeforeAllCallback, AfterAllCallback {
    private static final Path IMAGE = Path.of("target/gatewatch").toAbsolutePath();
    private static final String PROGRAM = IMAGE.resolve("bin/gatewatch").toString();

    private final Gson gson = new Gson();
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final String firstMonitor;

    private Lab lab;
    private Path folder;
    private Process broker;
    private Process gatewatch;

    /**
     * Starts with one file of monitors, {@code monitors/first.yaml}.
     *
     * @param firstMonitor its text
     */
    GatewatchInLab(String firstMonitor) {
        this.firstMonitor = firstMonitor;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        lab = Lab.up();
        toClose.add(lab); // the first to be closed: it ends who writes to the folder
        folder = Files.createTempDirectory("gatewatch-lab");
        toClose.add(() -> delete(folder));
        copy(IMAGE.resolve("config"), folder.resolve("config"));
        writeMonitors("first.yaml", firstMonitor);
        Files.writeString(
                folder.resolve("mosquitto.conf"), "listener 1883 127.0.0.1\nallow_anonymous true\nuser root\n");
        broker = start(
                "broker.log",
                "mosquitto",
                "-c",
                folder.resolve("mosquitto.conf").toString());
        await().until(() -> text("broker.log").contains("running"));
        hearReports();
        gatewatch = start("gatewatch.log", program("run"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> run("status", "--data", data()).exitValue() == 0);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (AutoCloseable closeable : toClose) {
            closeable.close();
        }
    }

    Lab lab() {
        return lab;
    }

    /** A folder that goes when the tests are over. */
    Path folder() {
        return folder;
    }

    void writeMonitors(String file, String yaml) throws IOException {
        Files.writeString(folder.resolve("config/monitors").resolve(file), yaml);
    }

    void deleteMonitors(String file) throws IOException {
        Files.delete(folder.resolve("config/monitors").resolve(file));
    }

    /** All reports of a probe so far, in the order of arrival. */
    List<Report> reports(String probe) {
        return reports.stream().filter(report -> report.probe().equals(probe)).toList();
    }

    /** Waits until so many more reports of a probe have come, and returns the last of them. */
    Report next(String probe, int more) {
        int before = reports(probe).size();
        await().atMost(Duration.ofSeconds(60)).until(() -> reports(probe).size() >= before + more);
        return reports(probe).get(before + more - 1);
    }

    Status status() {
        return gson.fromJson(run("status", "--json", "--data", data()).output(), Status.class);
    }

    /** What {@code gatewatch check} says of the configuration folder. */
    Finished check() {
        return run("check", "--config", config());
    }

    String log() throws IOException {
        return text("gatewatch.log");
    }

    /** Sends a signal, for example {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        signal(gatewatch, name);
    }

    /** The same to its broker. */
    void signalBroker(String name) throws IOException, InterruptedException {
        signal(broker, name);
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Asks it to end with SIGTERM and returns how long that took. */
    Duration terminate() throws InterruptedException {
        long startNanos = System.nanoTime();
        gatewatch.destroy();
        gatewatch.waitFor(10, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** What came of a command; standard output and error together. */
    record Finished(int exitValue, String output) {}

    private Finished run(String... arguments) {
        try {
            var command = new ArrayList<>(List.of(PROGRAM));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String config() {
        return folder.resolve("config").toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String[] program(String command) {
        return new String[] {PROGRAM, command, "--config", config(), "--data", data()};
    }

    private String text(String log) throws IOException {
        return Files.readString(folder.resolve(log));
    }

    /** Starts a process on the gateway; the lab ends it when it goes down. */
    private Process start(String log, String... command) throws IOException {
        return lab.in("gw", List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private void hearReports() throws IOException {
        var command = List.of("mosquitto_sub", "-q", "1", "-t", "gatewatch/+/+/+/report");
        BufferedReader lines = lab.in("gw", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .inputReader(StandardCharsets.UTF_8);
        var hearer = new Thread(
                () -> lines.lines()
                        .map(line -> gson.fromJson(line, Report.class))
                        .forEach(reports::add),
                "lab-reports");
        hearer.setDaemon(true);
        hearer.start();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        Files.createDirectories(to.resolve("monitors"));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
