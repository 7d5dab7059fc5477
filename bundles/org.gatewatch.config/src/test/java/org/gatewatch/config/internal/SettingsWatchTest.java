package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look is made by the test: nothing here depends on time. */
class SettingsWatchTest {
    private static final ConfigurationProblem PROBLEM = new ConfigurationProblem("a.cfg", 1, 1, "key", "", "wrong");

    @TempDir
    Path folder;

    private final List<ConfigurationProblem> found = new ArrayList<>();
    private Path file;
    private SettingsWatch watch;
    private int checks;

    @BeforeEach
    void lookOnce() throws IOException {
        file = Files.writeString(folder.resolve("org.gatewatch.a.cfg"), "key = 1\n");
        watch = new SettingsWatch(folder, () -> {
            checks++;
            return found;
        });
        watch.lookAtOnce();
    }

    @Test
    void checksNothingWhileAllIsTheSame() {
        watch.look();
        watch.look();

        assertEquals(1, checks);
    }

    @Test
    void checksOnceWhatHasChangedAndIsStill() throws IOException {
        found.add(PROBLEM);
        Files.writeString(file, "key = bad\n");

        assertFalse(watch.look());
        assertTrue(watch.look());
        assertFalse(watch.look());
        assertEquals(List.of(PROBLEM), watch.problems());
    }

    @Test
    void saysWhenAllIsWellAgain() throws IOException {
        found.add(PROBLEM);
        watch.lookAtOnce();
        found.clear();
        Files.delete(file);
        watch.look();

        assertTrue(watch.look());
        assertEquals(List.of(), watch.problems());
    }

    @Test
    void knowsWhatItKnewWhileTheFolderIsNotThere() throws IOException {
        found.add(PROBLEM);
        watch.lookAtOnce();
        Files.delete(file);
        Files.delete(folder);
        watch.look();

        assertFalse(watch.look());
        Files.createDirectory(folder);
    }
}
