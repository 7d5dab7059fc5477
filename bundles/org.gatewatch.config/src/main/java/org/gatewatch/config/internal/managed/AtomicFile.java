package org.gatewatch.config.internal.managed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that has its old text or its new one, whenever the power fails. */
public final class AtomicFile {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /**
     * Writes the file anew, making its folder when that is missing. Who may read it stays as it was; a new file is as open
     * as the process's umask lets it be.
     *
     * @throws IOException if the disk does not take it; the file is then as it was
     */
    public static void write(Path file, byte[] text) throws IOException {
        Path folder = Files.createDirectories(file.getParent());
        Path temporary = folder.resolve("." + file.getFileName() + ".tmp"); // hidden: nobody reads it
        try {
            Files.deleteIfExists(temporary); // left by a power failure, or a link to elsewhere
            writeThrough(temporary, permissions(file), text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
        sync(folder);
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if that is not possible; the file is then as it was
     */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        sync(file.getParent());
    }

    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        try {
            return Optional.of(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void writeThrough(Path file, Optional<Set<PosixFilePermission>> permissions, byte[] text)
            throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var attributes = permissions
                .map(wanted -> new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)})
                .orElseGet(() -> new FileAttribute<?>[0]);
        try (var channel = FileChannel.open(file, options, attributes)) {
            if (permissions.isPresent()) {
                Files.setPosixFilePermissions(file, permissions.get()); // also what the umask has taken away
            }
            for (var left = ByteBuffer.wrap(text); left.hasRemaining(); ) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void discard(Path temporary, IOException failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The change is done and seen by all; that its name survives a power failure is all that can be missing now. */
    private static void sync(Path folder) {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.warn("folder-not-synced: {}: a change may be lost if the power fails now: {}", folder, e.toString());
        }
    }
}
