package org.gatewatch.config.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatewatch.api.desired.DesiredState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, looked at more often than outside. */
class WatchedConfigurationTest {
    private static final Duration QUIET_TIME = Duration.ofMillis(20);

    @TempDir
    Path root;

    private final RecordingLogger log = new RecordingLogger();
    private final RecordingListener listener = new RecordingListener();
    private WatchedConfiguration watched;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(root.resolve("connections"));
        Files.createDirectories(root.resolve("monitors"));
    }

    @AfterEach
    void stop() {
        if (watched != null) {
            watched.deactivate();
        }
    }

    @Test
    void tellsListenerWhatWasThereAtActivation() throws IOException {
        copy("good/connections/customers.yaml", "connections/customers.yaml");
        copy("good/monitors/branch-offices.yaml", "monitors/branch-offices.yaml");
        start();

        awaitTold("branch-offices");
        assertEquals(Set.of("gatewatch-config"), Set.copyOf(listener.threads()));
        assertEquals(List.of(), watched.problems());
    }

    @Test
    void createsEditsAndDeletes() throws IOException {
        startEmpty();
        File file = write("monitors/a.yaml", "a");
        awaitTold("", "a");
        write("monitors/a.yaml", "b");
        awaitTold("", "a", "b");
        Files.delete(file.toPath());

        awaitTold("", "a", "b", "");
    }

    @Test
    void keepsRunningWhileBrokenAndLogsProblemOnce() throws IOException {
        startEmpty();
        File file = write("monitors/a.yaml", "a");
        awaitTold("", "a");
        Files.writeString(file.toPath(), "monitorName: a\nprobes: 7\n");
        await().until(() -> watched.problems().size() == 1);
        Files.writeString(file.toPath(), "monitorName: a\nprobes: 7\n"); // again, still broken
        write("monitors/b.yaml", "b");
        awaitTold("", "a", "a,b");
        write("monitors/a.yaml", "a");
        await().until(() -> watched.problems().isEmpty());
        await().until(() -> log.lines().size() == 4);

        assertEquals(
                List.of(
                        "INFO configuration-changed: applied " + file
                                + " (monitor a, 1 probes); now desired: 0 connections, 1 monitors," + " 1 probes",
                        "WARN configuration-refused: " + file
                                + ":2:9: probes: '7': this is a number (allowed: a list of probes)"
                                + " (not applied; the file's last good version keeps running)",
                        "INFO configuration-changed: applied " + root.resolve("monitors/b.yaml")
                                + " (monitor b, 1 probes); now desired:" + " 0 connections, 2 monitors, 2 probes",
                        "INFO configuration-changed: mended " + file
                                + "; now desired: 0 connections, 2 monitors, 2 probes"),
                log.lines());
    }

    @Test
    void takesRenamedFileWithoutInterruption() throws IOException {
        File old = write("monitors/a.yaml", "a");
        start();
        awaitTold("a");
        Files.move(old.toPath(), root.resolve("monitors/z.yaml"));

        await().until(() -> log.lines().size() == 2);
        assertEquals(List.of("a"), listener.told());
    }

    @Test
    void survivesFileThatIsRewrittenThroughTemporaryFile() throws IOException {
        File file = write("monitors/a.yaml", "a");
        start();
        awaitTold("a");
        File temporary = write("monitors/.a.yaml.tmp", "b");
        Files.move(temporary.toPath(), file.toPath(), StandardCopyOption.REPLACE_EXISTING);

        awaitTold("a", "b");
    }

    @Test
    void tellsLateListenerCurrentStateOnly() throws IOException {
        startEmpty();
        write("monitors/a.yaml", "a");
        awaitTold("", "a");
        var late = new RecordingListener();
        watched.addListener(late);

        await().untilAsserted(() -> assertEquals(List.of("a"), late.told()));
    }

    @Test
    void tellsRemovedListenerNothing() throws IOException {
        startEmpty();
        var removed = new RecordingListener();
        watched.addListener(removed);
        await().until(() -> removed.told().size() == 1);
        watched.removeListener(removed);
        write("monitors/a.yaml", "a");
        awaitTold("", "a");

        assertEquals(1, removed.told().size());
    }

    @Test
    void tellsOthersWhenOneListenerFails() throws IOException {
        startEmpty();
        watched.addListener(state -> {
            throw new IllegalStateException("a listener's own fault");
        });
        write("monitors/a.yaml", "a");

        awaitTold("", "a");
    }

    @Test
    void readsOnlyYamlDirectlyInItsFolders() throws IOException {
        for (String name : List.of(
                "a.yaml",
                "monitors/deeper/a.yaml",
                "other/a.yaml",
                "monitors/a.yaml~",
                "monitors/.a.yaml",
                "monitors/#a.yaml",
                "monitors/a.yaml.swp",
                "monitors/a.cfg")) {
            Files.createDirectories(root.resolve(name).getParent());
            write(name, "never");
        }
        write("monitors/a.yaml", "a");
        write("monitors/b.yml", "b");
        start();

        awaitTold("a,b");
    }

    @Test
    void seesNothingAfterDeactivation() throws IOException {
        startEmpty();
        watched.deactivate();
        write("monitors/a.yaml", "a");

        assertEquals(DesiredState.EMPTY, watched.desired());
    }

    @Test
    void looksAgainAfterListingThatFailedHalfway() throws IOException {
        survives(new DirectoryIteratorException(new IOException("Input/output error")));

        String told = root.resolve("monitors") + " cannot be listed: java.io.IOException: Input/output error";
        assertEquals(1, log.lines().stream().filter(line -> line.endsWith(told)).count());
    }

    @Test
    void looksAgainWhateverGoesWrong() throws IOException {
        survives(new IllegalStateException("a fault of the listing"));
    }

    private void survives(RuntimeException fault) throws IOException {
        var failures = new AtomicInteger();
        var fails = new AtomicBoolean();
        var folder = new ConfigurationFolder(root, listed -> {
            if (!fails.get()) {
                return ConfigurationFolder.open(listed);
            }
            failures.incrementAndGet();
            return new FailingStream(fault);
        });
        watched = new WatchedConfiguration(folder, new SettingsWatch(root, List::of), QUIET_TIME, log);
        watched.addListener(listener);
        awaitTold("");
        write("monitors/a.yaml", "a");
        awaitTold("", "a");
        fails.set(true);
        await().until(() -> failures.get() > 2);
        fails.set(false);
        write("monitors/b.yaml", "b");

        awaitTold("", "a", "a,b");
        await().until(() -> watched.problems().isEmpty());
    }

    /** Of a disk that fails while it is listed. */
    private record FailingStream(RuntimeException fault) implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            throw fault;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private void start() {
        watched = new WatchedConfiguration(root, QUIET_TIME, log);
        watched.addListener(listener);
    }

    private void startEmpty() {
        start();
        awaitTold("");
    }

    /** Each state by the names of its monitors, with commas between. */
    private void awaitTold(String... states) {
        await().untilAsserted(() -> assertEquals(List.of(states), listener.told()));
    }

    private File write(String file, String monitorName) throws IOException {
        String text = "monitorName: " + monitorName + "\nprobes: [{name: p, destination: 203.0.113.2}]\n";
        return Files.writeString(root.resolve(file), text).toFile();
    }

    private File copy(String from, String to) throws IOException {
        return Files.copy(TestFiles.ROOT.resolve("folders").resolve(from), root.resolve(to))
                .toFile();
    }
}
