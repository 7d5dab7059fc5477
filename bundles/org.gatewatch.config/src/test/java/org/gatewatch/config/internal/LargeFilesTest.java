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
    private static final String MONITOR = "monitorName: m\nprobes: []\n";

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
                List.of(file + ": the file has 20000000 bytes; split it into several (allowed: at most 10485760)"),
                problemsOf(20_000_000));
    }

    @Test
    void stopsAtLineOfFileThatIsTooDense() throws IOException {
        assertEquals(
                List.of(file + ":2:19998: not YAML: more than 10000 keys and values (allowed: YAML 1.2, its nesting and"
                        + " aliases bounded)"),
                problemsOf("""
                monitorName: m
                tags: [""" + "a,".repeat(200_000) + "]"));
    }

    @Test
    void stopsAtLineWithoutEnd() throws IOException {
        assertEquals(
                List.of(file + ":3:1048577: a line is too long (allowed: at most 1048576 characters)"),
                problemsOf(MONITOR + "#".repeat(3 << 20)));
    }

    @Test
    void stopsLookingForProblemsAtSomeNumber() throws IOException {
        assertEquals(
                1_001, problemsOf("probes: [\n" + "a,\n".repeat(200_000) + "]").size());
    }

    private List<String> problemsOf(int bytes) throws IOException {
        String line = "#".repeat(1023) + "\n";
        return problemsOf((MONITOR + line.repeat(bytes / line.length() + 1)).substring(0, bytes));
    }

    private List<String> problemsOf(String text) throws IOException {
        Files.writeString(file, text);
        return new ConfigurationFolder(root)
                .read(file).orElseThrow().problems().stream()
                        .map(ConfigurationProblem::toString)
                        .toList();
    }
}
