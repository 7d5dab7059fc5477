package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void isMadeForItsOwnerOnly() throws IOException, StartFailure {
        Path path = parent.resolve("deep/data");
        try (var folder = DataFolder.take(path)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertTrue(Files.isDirectory(folder.framework()));
            assertTrue(Files.isDirectory(folder.temporary()));
        }
    }

    @Test
    void startsEmptyAfterAKill() throws IOException, StartFailure {
        Path leftover = parent.resolve("framework/bundle1/old.jar");
        Files.createDirectories(leftover.getParent());
        Files.createFile(leftover);
        try (var folder = DataFolder.take(parent)) {
            assertFalse(Files.exists(leftover));
            assertTrue(Files.isDirectory(folder.framework()));
        }
    }

    @Test
    void holdsASecondInstanceOffAndNamesTheFirst() throws IOException, StartFailure {
        try (var first = DataFolder.take(parent)) {
            var failure = assertThrows(StartFailure.class, () -> DataFolder.take(parent));
            assertEquals(
                    "the data folder " + parent + " is in use by process "
                            + ProcessHandle.current().pid() + "; stop it or choose another folder with --data",
                    failure.getMessage());
            assertTrue(Files.isDirectory(first.framework()));
        }
        DataFolder.take(parent).close();
    }

    @Test
    void saysWhyItCannotBeUsed() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        var failure = assertThrows(StartFailure.class, () -> DataFolder.take(file));
        assertTrue(failure.getMessage().startsWith("cannot use the data folder " + file), failure.getMessage());
    }
}
