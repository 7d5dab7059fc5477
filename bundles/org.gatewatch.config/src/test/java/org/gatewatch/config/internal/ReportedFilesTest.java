package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedFilesTest {
    @TempDir
    Path root;

    private final ReportedFiles reported = new ReportedFiles();

    @Test
    void areNotStillWhileOneIsBeingWritten() throws IOException {
        Path file = Files.writeString(root.resolve("a.yaml"), "probes:\n");
        reported.add(file);
        Files.writeString(file, "  - name: p\n", StandardOpenOption.APPEND);

        assertFalse(reported.areStill());
        assertTrue(reported.areStill());
    }

    @Test
    void areNotStillWhenOneDisappears() throws IOException {
        Path file = Files.writeString(root.resolve("a.yaml"), "probes:\n");
        reported.add(file);
        Files.delete(file);

        assertFalse(reported.areStill());
        assertTrue(reported.areStill());
    }

    @Test
    void areHandedOverOnce() {
        Path file = root.resolve("a.yaml");
        reported.add(file);

        assertEquals(Set.of(file), reported.take());
        assertEquals(Set.of(), reported.take());
    }
}
