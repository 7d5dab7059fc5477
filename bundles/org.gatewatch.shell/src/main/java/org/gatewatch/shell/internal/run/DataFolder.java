package org.gatewatch.shell.internal.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** The folder in which one running instance keeps what is its own; a lock holds every other instance off. */
final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder if it is not there, for its owner only, and takes it.
     *
     * @throws StartFailure when it cannot be used, or another instance has it
     */
    static DataFolder take(Path path) throws StartFailure {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            FileChannel lock = lock(path.resolve("gatewatch.lock"));
            var folder = new DataFolder(path, lock);
            folder.renew("tmp");
            folder.renew("framework");
            return folder;
        } catch (IOException e) {
            throw new StartFailure("cannot use the data folder " + path + ": " + reason(e), e);
        }
    }

    /** In words: the JDK says {@code java.nio.file.AccessDeniedException: /var} and no more. */
    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            String who = System.getProperty("user.name");
            return who + " may not write to " + denied.getFile() + "; give it to " + who
                    + ", or choose another folder with --data";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is no folder";
        }
        return e instanceof NoSuchFileException ? "it cannot be made there" : e.getMessage();
    }

    /** For native code and other files of this run only; empty at the start. */
    Path temporary() {
        return path.resolve("tmp");
    }

    /** For the framework; empty at the start, so that what runs is exactly what the image holds. */
    Path framework() {
        return path.resolve("framework");
    }

    /** Leaves nothing of this run behind and lets the next instance in. */
    @Override
    public void close() throws IOException {
        delete(temporary());
        delete(framework());
        lock.close();
    }

    private static FileChannel lock(Path file) throws IOException, StartFailure {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                String process = Files.readString(file).strip();
                throw new StartFailure("the data folder " + file.getParent() + " is in use by process " + process
                        + "; stop it or choose another folder with --data");
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException | StartFailure e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another instance in this very process
        }
    }

    private void renew(String name) throws IOException {
        Path folder = path.resolve(name);
        delete(folder);
        Files.createDirectory(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (var paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
