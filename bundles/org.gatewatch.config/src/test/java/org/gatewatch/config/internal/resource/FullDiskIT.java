package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of its own, which is full or read-only; needs the right to mount. */
class FullDiskIT {
    private static final byte[] BLOCK = new byte[4096];

    @TempDir
    Path disk;

    private Bench bench;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
        bench = new Bench(disk);
        bench.service.createMonitor(monitor("offices", BERLIN.with("name", "berlin")), "");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        bench.close();
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void changesNothingWhenTheDiskIsFull() throws IOException {
        fill();

        var refusal = refused(Kind.INTERNAL, () -> change("203.0.113.7"));

        assertTrue(refusal.getMessage().contains("No space left on device"), refusal.getMessage());
        assertUnchanged();
    }

    @Test
    void changesNothingWhenTheDiskIsReadOnly() throws IOException, InterruptedException {
        run("mount", "-o", "remount,ro", disk.toString());

        var refusal = refused(Kind.INTERNAL, () -> change("203.0.113.7"));

        assertTrue(refusal.getMessage().contains("Read-only file system"), refusal.getMessage());
        assertUnchanged();
    }

    @Test
    void goesOnOnceThereIsRoom() throws IOException {
        fill();
        refused(Kind.INTERNAL, () -> change("203.0.113.7"));
        Files.delete(disk.resolve("filler"));

        change("203.0.113.7");

        bench.restart();
        assertEquals("203.0.113.7", destination());
    }

    private void change(String destination) {
        bench.service.updateProbe("offices", "berlin", Settings.NONE.with("destination", destination));
    }

    private String destination() {
        return bench.service.probe("offices", "berlin").probe().destination().toString();
    }

    private void assertUnchanged() {
        assertEquals("203.0.113.1", destination());
        bench.restart();
        assertEquals("203.0.113.1", destination());
    }

    private void fill() throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("No space left"), e.getMessage());
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
