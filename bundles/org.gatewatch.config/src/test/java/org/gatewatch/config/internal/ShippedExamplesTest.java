package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatewatch.api.Probe;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator copies must work. */
class ShippedExamplesTest {
    private static final Path SHIPPED = Path.of("../../config");

    @TempDir
    Path root;

    @Test
    void examplesAreNotActive() {
        assertEquals(List.of(), new ConfigurationFolder(SHIPPED).list(new Problems("")));
    }

    @Test
    void examplesWorkOnceRenamed() throws IOException {
        copy("connections/customers.yaml");
        copy("monitors/branch-offices.yaml");
        var folder = new ConfigurationFolder(root);
        var files = folder.list(new Problems("")).stream()
                .flatMap(file -> folder.read(file).stream())
                .toList();

        var evaluation = Evaluation.of(files);

        assertEquals(List.of(), evaluation.problems());
        var monitor = evaluation.state().monitors().get(0);
        assertEquals(Duration.ofSeconds(30), monitor.aggregationPeriod());
        assertEquals(
                List.of("berlin", "paris"),
                monitor.probes().stream().map(Probe::name).toList());
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.copy(SHIPPED.resolve(file + ".example"), root.resolve(file));
    }
}
