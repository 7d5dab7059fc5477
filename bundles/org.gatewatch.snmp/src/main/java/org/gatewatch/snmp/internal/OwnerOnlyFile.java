package org.gatewatch.snmp.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Writes a file that nobody else may read, whole or not at all, whenever the power fails. */
final class OwnerOnlyFile {
    private OwnerOnlyFile() {}

    static void replace(Path file, String ascii) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var text = ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
        try (var channel = FileChannel.open(fresh, create, ownerOnly)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
