package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.yaml.YamlText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFilesTest {
    private static final String MONITOR = "monitorName: m\nprobes: []\n#";

    @TempDir
    Path root;

    private Path file;

    @BeforeEach
    void makeFolder() throws IOException {
        file = Files.createDirectories(root.resolve("monitors")).resolve("a.yaml");
    }

    @Test
    void readsFileOfTheLargestSize() throws IOException {
        assertEquals(List.of(), problemsOf(YamlText.MAX_BYTES));
    }

    @Test
    void namesSizeOfFileThatIsLarger() throws IOException {
        assertEquals(
                List.of(file + ": the file has 2000000 bytes: allowed are 524288; split it into several files"),
                problemsOf(2_000_000));
    }

    @Test
    void stopsAtLineOfFileThatIsTooDense() throws IOException {
        assertEquals(
                List.of(file + ":2:200000: not YAML: more than 100000 keys and values"),
                problemsOf("""
                monitorName: m
                probes: [""" + "a,".repeat(200_000) + "]"));
    }

    private List<String> problemsOf(int bytes) throws IOException {
        return problemsOf(MONITOR + "x".repeat(bytes - MONITOR.length()));
    }

    private List<String> problemsOf(String text) throws IOException {
        Files.writeString(file, text);
        return new ConfigurationFolder(root)
                .read(file).orElseThrow().problems().stream()
                        .map(ConfigurationProblem::toString)
                        .toList();
    }
}
