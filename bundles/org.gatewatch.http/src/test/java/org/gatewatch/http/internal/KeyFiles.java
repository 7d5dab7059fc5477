package org.gatewatch.http.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gatewatch.http.internal.auth.KeyRing;

/** Files of keys for tests. */
final class KeyFiles {
    private KeyFiles() {}

    /** Three keys: one that writes, one that reads, and one of a team. */
    static KeyRing ring(Path folder) throws IOException {
        return KeyRing.read(write(folder, """
                # written by a test
                key=%s secret=%s rights=read-write user=terraform
                key=%s secret=%s
                key=%s secret=%s rights=read-write prefix=team-
                """.formatted(
                        Gateway.WRITER, Gateway.SECRET, Gateway.READER, Gateway.SECRET, Gateway.TEAM, Gateway.SECRET)));
    }

    static Path write(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("http.keys"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
