package org.gatewatch.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When something was made and changed last, as far as its file says it; only files that Gatewatch writes do.
 *
 * @param createdAt when it was made
 * @param modifiedAt when it was changed last
 */
public record Times(Optional<Instant> createdAt, Optional<Instant> modifiedAt) {
    /** What a file that a person wrote says. */
    public static final Times NONE = new Times(Optional.empty(), Optional.empty());

    public Times {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(modifiedAt, "modifiedAt");
    }
}
