package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatewatch.api.Probe;
import org.gatewatch.api.Quorum;
import org.gatewatch.api.Thresholds;
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
        copy("subnets/cloud.yaml");
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
                List.of("berlin", "paris", "portal"),
                monitor.probes().stream().map(Probe::name).toList());
    }

    @Test
    void examplesThresholdsAndQuorumsAreTheDefaultsButForRtt() throws IOException {
        copy("connections/customers.yaml");
        copy("monitors/branch-offices.yaml");
        var folder = new ConfigurationFolder(root);
        var state = Evaluation.of(folder.list(new Problems("")).stream()
                        .flatMap(file -> folder.read(file).stream())
                        .toList())
                .state();

        var judged = state.monitors().get(0).probes().get(0).thresholds();
        var defaults = Thresholds.DEFAULT;
        assertEquals(
                new Thresholds(
                        defaults.minSamples(),
                        defaults.downAfter(),
                        defaults.upAfter(),
                        defaults.loss(),
                        judged.rtt(),
                        defaults.raiseAfter(),
                        defaults.clearAfter()),
                judged);
        assertEquals(Quorum.DEFAULT, state.monitors().get(0).quorum());
        assertEquals(Quorum.DEFAULT, state.connections().get(0).quorum());
    }

    @Test
    void quickstartsFilesWork() {
        var folder = new ConfigurationFolder(Path.of("../../distribution/src/main/examples/three-customers"));
        var files = folder.list(new Problems("")).stream()
                .flatMap(file -> folder.read(file).stream())
                .toList();

        assertEquals(List.of(), Evaluation.of(files).problems());
        assertEquals(2, files.size());
    }

    private void copy(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.copy(SHIPPED.resolve(file + ".example"), root.resolve(file));
    }
}
