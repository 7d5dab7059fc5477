package org.gatewatch.api.resource;

import java.time.Instant;
import java.util.Objects;

/**
 * Where a resource stands, and since when.
 *
 * @param file the path of its configuration file
 * @param managed whether it can be changed through {@link Resources}; else a person wrote the file and changes it there
 * @param createdAt when it was made; for what a person wrote, when it was seen first
 * @param modifiedAt when it was changed last; for what a person wrote, when its file was
 */
public record Origin(String file, boolean managed, Instant createdAt, Instant modifiedAt) {
    public Origin {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
    }
}
