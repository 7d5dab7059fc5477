package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read; what others may read is no secret, and is not used as one. */
final class SecretFile {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFile() {}

    /** Its first line, without the end of it. */
    static String firstLine(Path file) throws IOException {
        String text = text(file);
        return text.lines().findFirst().orElseThrow(() -> new IOException(file + " is empty"));
    }

    /** All of it, in UTF-8. */
    static String text(Path file) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(permissions)) {
                throw new IOException(file + " may be read by others (" + PosixFilePermissions.toString(permissions)
                        + "), so it is not used: chmod 600 " + file);
            }
            return Files.readString(file);
        } catch (FileSystemException e) {
            throw FileProblem.of(file, e);
        }
    }
}
