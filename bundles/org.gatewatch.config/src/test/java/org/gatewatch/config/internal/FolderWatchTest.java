package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.gatewatch.config.internal.yaml.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each look is made by the test: nothing here depends on time. */
class FolderWatchTest {
    @TempDir
    Path root;

    private Path file;
    private FolderWatch watch;

    @BeforeEach
    void lookOnce() throws IOException {
        file = Files.createDirectories(root.resolve("monitors")).resolve("a.yaml");
        Files.writeString(file, "probes:\n");
        watch = new FolderWatch(new ConfigurationFolder(root));
        assertEquals(Set.of(file), watch.lookAtOnce(new Problems("test")));
    }

    @Test
    void handsNothingOverWhileAllIsTheSame() {
        assertEquals(Set.of(), look());
        assertEquals(Set.of(), look());
    }

    @Test
    void waitsForFileThatIsBeingWritten() throws IOException {
        append();
        assertEquals(Set.of(), look());
        append();
        assertEquals(Set.of(), look());
        assertEquals(Set.of(file), look());
        assertEquals(Set.of(), look());
    }

    @Test
    void handsFilesOfOneBatchOverTogether() throws IOException {
        append();
        look();
        Path other = Files.writeString(root.resolve("monitors/b.yaml"), "probes:\n");
        assertEquals(Set.of(), look());

        assertEquals(Set.of(file, other), look());
    }

    @Test
    void waitsNoLongerThanTenLooksForFileThatNeverStops() throws IOException {
        Path other = Files.writeString(root.resolve("monitors/b.yaml"), "probes:\n");
        for (int i = 0; i < 10; i++) {
            append();
            assertEquals(Set.of(), look());
        }
        append();

        assertEquals(Set.of(file, other), look());
    }

    @Test
    void seesFileOfSameSizeAndTimeRenamedIntoPlace() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Path other = Files.writeString(root.resolve("monitors/.new"), "proves:\n");
        Files.setLastModifiedTime(other, time);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        look();

        assertEquals(Set.of(file), look());
    }

    @Test
    void seesContentOfSameSizeWhoseTimeWasSetBack() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "proves:\n");
        Files.setLastModifiedTime(file, time);
        look();

        assertEquals(Set.of(file), look());
    }

    @Test
    void seesLinkToFolderThatLeadsElsewhereNow() throws IOException {
        Path link = root.resolve("link");
        Path v1 = root.resolve("v1/monitors/a.yaml");
        Path v2 = root.resolve("v2/monitors/a.yaml");
        for (Path each : Set.of(v1, v2)) {
            Files.createDirectories(each.getParent());
            Files.writeString(each, "probes:\n");
            Files.setLastModifiedTime(each, FileTime.fromMillis(0));
        }
        Files.createSymbolicLink(link, root.resolve("v1"));
        watch = new FolderWatch(new ConfigurationFolder(link));
        watch.lookAtOnce(new Problems("test"));
        swap(link, root.resolve("v2"));
        look();

        assertEquals(Set.of(link.resolve("monitors/a.yaml")), look());
    }

    @Test
    void handsOverFileThatIsGone() throws IOException {
        Files.delete(file);
        look();

        assertEquals(Set.of(file), look());
    }

    @Test
    void takesNoFileForGoneWhileTheFolderIsNotThere() throws IOException {
        Path away = root.resolveSibling(root.getFileName() + "-away");
        Files.move(root, away);
        var problems = new Problems("test");
        look();

        assertEquals(Set.of(), watch.look(problems));
        assertEquals("test: no such folder", problems.list().get(0).toString());
        Files.move(away, root);
        look();
        assertEquals(Set.of(), look());
    }

    private void append() throws IOException {
        Files.writeString(file, "  - name: p\n", StandardOpenOption.APPEND);
    }

    private Set<Path> look() {
        return watch.look(new Problems("test"));
    }

    /** As configuration management does: at no moment is there no link. */
    private static void swap(Path link, Path target) throws IOException {
        Path other = Files.createSymbolicLink(link.resolveSibling("other-link"), target);
        Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
