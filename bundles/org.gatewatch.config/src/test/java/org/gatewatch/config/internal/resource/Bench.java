package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatewatch.api.resource.Quotas;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.RunningFolder;
import org.junit.jupiter.api.function.Executable;

/** The service over real files. */
final class Bench implements AutoCloseable {
    static final Names NAMES = new Names("aws", "local", "000000000000", "gw1");
    static final Quotas QUOTAS = new Quotas(4, 3, 2, 2);
    static final Settings BERLIN = Settings.NONE.with("destination", "203.0.113.1");

    final RunningFolder folder;
    final PassingStore store = new PassingStore();
    final ScriptedMonitoring monitoring = new ScriptedMonitoring();
    private final Path root;
    Instant now = Instant.parse("2026-01-31T12:00:00Z");
    ResourceService service;

    Bench(Path root) {
        this.root = root;
        folder = new RunningFolder(root);
        serve();
    }

    private void serve() {
        service = new ResourceService(folder.files(), new ResourceSettings(NAMES, QUOTAS), () -> now);
        service.use(monitoring, store);
    }

    /** Writes a file by hand. */
    Path write(String name, String text) {
        Path file = folder.write(name, text);
        serve();
        return file;
    }

    void restart() {
        folder.restart();
        serve();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    boolean exists(String name) {
        return Files.exists(root.resolve(name));
    }

    static Settings monitor(String name, Settings... probes) {
        return Settings.NONE.with("monitorName", name).with("probes", List.of(probes));
    }

    /** What is told of something that must be refused. */
    static ResourceException refused(Kind kind, Executable request) {
        var refusal = assertThrows(ResourceException.class, request);
        assertEquals(kind, refusal.kind(), refusal.getMessage());
        return refusal;
    }

    @Override
    public void close() {
        folder.close();
    }
}
