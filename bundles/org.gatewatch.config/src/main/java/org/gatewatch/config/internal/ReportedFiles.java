package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files that were reported as changed and wait to be read. File Install 3.7.4 waits until a new file has stopped
 * changing, but reports a known file at once (measured), so a file that is being copied in place must be waited for
 * here: the first half of a YAML list is valid, too. Confined to one thread.
 */
final class ReportedFiles {
    /** What tells one content from the next; absent for a file that is gone. */
    private record Stamp(long sizeBytes, FileTime modified) {}

    private final Map<Path, Optional<Stamp>> files = new HashMap<>();

    void add(Path file) {
        files.put(file, stamp(file));
    }

    /** Whether none of the files has changed since it was reported or since the last call. */
    boolean areStill() {
        boolean areStill = true;
        for (var file : files.entrySet()) {
            var now = stamp(file.getKey());
            areStill &= now.equals(file.setValue(now));
        }
        return areStill;
    }

    /** Hands the files over and forgets them. */
    Set<Path> take() {
        var taken = Set.copyOf(files.keySet());
        files.clear();
        return taken;
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime()));
        } catch (IOException e) {
            // gone, or not to be read, which is told when it is read
            return Optional.empty();
        }
    }
}
