package org.gatewatch.config.internal.resource;

import static org.gatewatch.config.internal.resource.Bench.BERLIN;
import static org.gatewatch.config.internal.resource.Bench.monitor;
import static org.gatewatch.config.internal.resource.Bench.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatewatch.api.resource.ResourceException.Kind;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.LiveFiles;
import org.gatewatch.config.internal.RefusedException;
import org.gatewatch.config.internal.Running;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients change what a person edits at the same time. */
class EditedFilesTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitorName: offices\nprobes: [{name",
                "monitorName: offices\nprobes: 7\n",
                "",
                "monitorName: offices\nprobes: []"
            })
    void refusesToChangeFileThatIsHalfWritten(String half) throws IOException {
        try (var bench = new Bench(root)) {
            bench.service.createMonitor(monitor("offices", BERLIN), "");
            Path file = root.resolve("monitors/managed/offices.yaml");
            var service = new ResourceService(
                    new EditedFiles(bench.folder.files(), file, half),
                    new ResourceSettings(Bench.NAMES, Bench.QUOTAS),
                    () -> bench.now);

            var refusal = refused(
                    Kind.CONFLICT, () -> service.updateMonitor("offices", Settings.NONE.with("aggregationPeriod", 30)));

            assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
            assertEquals(half, Files.readString(file));
        }
    }

    /** The edit comes in the same turn of the folder's thread as the request: the watcher cannot have seen it. */
    private record EditedFiles(LiveFiles files, Path file, String text) implements LiveFiles {
        @Override
        public Running running() {
            return files.running();
        }

        @Override
        public <T> T change(Change<T> change) throws IOException, RefusedException {
            return files.change(folder -> {
                Files.writeString(file, text);
                return change.in(folder);
            });
        }
    }
}
