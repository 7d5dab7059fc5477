package org.gatewatch.distribution;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The image on a folder of its own, started and killed as often as a test likes. Asked over its socket, without a JVM. */
final class Instance implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<String> prefix;
    private final Path folder;
    private Process process;

    /**
     * Starts nothing yet.
     *
     * @param prefix what starts it, for example {@code ip netns exec NAME}
     * @param folder for {@code config/}, {@code data/} and the log
     */
    Instance(List<String> prefix, Path folder) {
        this.prefix = List.copyOf(prefix);
        this.folder = folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    void start() throws IOException {
        var builder = Image.builder(
                prefix,
                "run",
                "--config",
                config().toString(),
                "--data",
                folder.resolve("data").toString());
        process = builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** As a power cut does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** As a service manager does. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("the instance did not stop in order: " + log());
        }
    }

    String log() {
        return Image.text(folder.resolve("log"));
    }

    /** What it says of itself; empty while it does not answer. */
    Optional<JsonObject> status() {
        if (!process.isAlive()) {
            throw new AssertionError("the instance ended: " + log());
        }
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("data/gatewatch.sock")));
                var reader = new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8)) {
            channel.shutdownOutput(); // who asks nothing gets the status
            return Optional.of(JsonParser.parseReader(reader).getAsJsonObject());
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return Optional.empty(); // it starts and hangs up, or a kill left its socket
        }
    }

    /** Every probe by {@code monitor/probe}; nothing while it does not answer. */
    Map<String, JsonObject> probes() {
        var probes = new TreeMap<String, JsonObject>();
        status().ifPresent(status -> status.getAsJsonArray("probes").forEach(each -> {
            var probe = each.getAsJsonObject();
            probes.put(
                    probe.get("monitor").getAsString() + "/"
                            + probe.get("probe").getAsString(),
                    probe);
        }));
        return probes;
    }

    /** A monitor as its clients see it, with its probes and their ids. */
    JsonObject monitor(String name) throws IOException {
        return control("{\"resource\":\"monitor\",\"operation\":\"show\",\"name\":\"" + name + "\"}")
                .getAsJsonArray("items")
                .get(0)
                .getAsJsonObject();
    }

    /** What it answers to a client of its control socket. */
    JsonObject control(String request) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("data/gatewatch.sock")));
                var reader = new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8)) {
            channel.write(StandardCharsets.UTF_8.encode(request + "\n"));
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("killed in the middle of its answer", e);
        }
    }

    /** The reports that its history has of a probe, by when their periods began; empty when this image keeps none. */
    Optional<Map<String, JsonObject>> history(String probe) throws IOException, InterruptedException {
        if (!Files.exists(Image.HOME.resolve("bundles/org.gatewatch.history.jar"))) {
            return Optional.empty();
        }
        var result = Image.execute(
                "history", probe, "--json", "--data", folder.resolve("data").toString());
        var reports = new TreeMap<String, JsonObject>();
        if (result.exitCode() != 0) {
            return Optional.of(reports); // nobody knows the probe yet
        }
        JsonParser.parseString(result.out())
                .getAsJsonObject()
                .getAsJsonArray("periods")
                .forEach(period -> {
                    JsonObject report = period.getAsJsonObject().getAsJsonObject("report");
                    reports.put(report.get("periodStart").getAsString(), report);
                });
        return Optional.of(reports);
    }

    /** The messages of all configuration problems; nothing while it does not answer. */
    List<String> problems() {
        return status().stream()
                .flatMap(status -> status.getAsJsonArray("problems").asList().stream())
                .map(problem -> problem.getAsJsonObject().get("message").getAsString())
                .toList();
    }

    void write(String name, String text) throws IOException {
        Path file = config().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Override
    public void close() {
        try {
            if (process != null) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
