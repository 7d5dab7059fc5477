package org.gatewatch.config.internal.managed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes a file whole or not at all. */
class AtomicFileTest {
    @TempDir
    Path root;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void replacesTheTextAndLeavesNothingElse() throws IOException {
        Path file = root.resolve("new/folder/a.yaml");
        AtomicFile.write(file, bytes("one"));
        AtomicFile.write(file, bytes("two"));

        assertEquals("two", Files.readString(file));
        try (var files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void keepsWhoMayReadIt() throws IOException {
        Path file = Files.writeString(root.resolve("a.yaml"), "one");
        for (String mode : List.of("rw-------", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            AtomicFile.write(file, bytes("two"));

            assertEquals(mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void followsNoLinkInPlaceOfTheTemporaryFile() throws IOException {
        Path other = Files.writeString(root.resolve("other"), "mine");
        Path file = root.resolve("a.yaml");
        Files.createSymbolicLink(root.resolve(".a.yaml.tmp"), other);
        AtomicFile.write(file, bytes("one"));

        assertEquals("mine", Files.readString(other));
        assertEquals("one", Files.readString(file));
        assertEquals(false, Files.isSymbolicLink(file));
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        Path folder = Files.createDirectories(root.resolve("a.yaml/in-the-way")).getParent();

        assertThrows(IOException.class, () -> AtomicFile.write(folder, bytes("one")));

        try (var files = Files.list(root)) {
            assertEquals(List.of(folder), files.toList());
        }
    }

    @Test
    void deletesWhatIsThere() throws IOException {
        Path file = root.resolve("a.yaml");
        AtomicFile.write(file, bytes("one"));
        AtomicFile.delete(file);
        AtomicFile.delete(file);

        assertEquals(false, Files.exists(file));
    }
}
