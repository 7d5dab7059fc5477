package org.gatewatch.config.internal.managed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that has its old text or its new one, whenever the power fails. */
public final class AtomicFile {
    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /**
     * Writes the file anew, making its folder when that is missing.
     *
     * @throws IOException if the disk does not take it; the file is then as it was
     */
    public static void write(Path file, byte[] text) throws IOException {
        Path folder = Files.createDirectories(file.getParent());
        Path temporary = folder.resolve("." + file.getFileName() + ".tmp"); // hidden: nobody reads it
        try {
            writeThrough(temporary, text);
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

    private static void writeThrough(Path file, byte[] text) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
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
            LOG.warn("{}: a change may be lost if the power fails now: {}", folder, e.toString());
        }
    }
}
