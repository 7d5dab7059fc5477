package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatewatch.api.Probe;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand probes that say the same say it once. */
class SharingTest {
    private static final String LIKE_OTHERS = ", interval: 200ms, dscp: 10, thresholds: {downAfter: 5}}\n";
    private static final String FILE = "monitorName: m\nprobes:\n  - {name: a, destination: 203.0.113.1" + LIKE_OTHERS
            + "  - {name: b, destination: 203.0.113.2" + LIKE_OTHERS;

    @TempDir
    Path root;

    @Test
    void probesOfFileShareEqualPackets() throws IOException {
        var probes = probes(Evaluation.of(read(FILE)));
        assertSame(probes.get(0).packet(), probes.get(1).packet());
    }

    @Test
    void probesOfFileShareEqualIntervals() throws IOException {
        var probes = probes(Evaluation.of(read(FILE)));
        assertSame(probes.get(0).interval(), probes.get(1).interval());
    }

    @Test
    void fileReadTwiceIsEqual() throws IOException {
        assertEquals(read(FILE), read(FILE));
    }

    @Test
    void monitorThatStaysTheSameStaysTheSameObject() throws IOException {
        var first = Evaluation.of(read(FILE));
        var second = first.next(read("# moved\n" + FILE), MemoryBudget.roomOfThisJvm());
        assertSame(probes(first).get(0), probes(second).get(0));
    }

    private List<ReadFile> read(String text) throws IOException {
        Path file = Files.createDirectories(root.resolve("monitors")).resolve("m.yaml");
        Files.writeString(file, text);
        var folder = new ConfigurationFolder(root);
        return folder.list(new Problems("test")).stream()
                .flatMap(path -> folder.read(path).stream())
                .toList();
    }

    private static List<Probe> probes(Evaluation evaluation) {
        return evaluation.state().monitors().get(0).probes();
    }
}
