package org.gatewatch.config.internal;

import java.nio.file.Path;

/**
 * Something that runs, and the file where it stands.
 *
 * @param file the file's path
 * @param content what it says
 */
public record Located<T>(String file, T content) {
    /** Whether the gateway writes that file itself. */
    public boolean isManaged() {
        return ConfigurationFolder.isManaged(Path.of(file));
    }
}
