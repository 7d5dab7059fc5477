package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells one content of a file from the next: which file it is, as one may be renamed into its place, and when something
 * of it was changed last, which no tool can set back as it can the time of modification.
 */
record FileStamp(Map<String, Object> attributes) {
    static FileStamp of(Path file) {
        try {
            return new FileStamp(Files.readAttributes(file, "unix:fileKey,ctime,size"));
        } catch (IOException e) {
            return new FileStamp(Map.of()); // gone already, or not to be looked at, which is told when it is read
        }
    }
}
