package org.gatewatch.api.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the store of past periods does. Immutable.
 *
 * @param problem why nothing can be stored at present, for a person; empty when all is well
 * @param oldest start of the oldest period that is kept; empty when there is none
 * @param bytes the store's size on the disk
 * @param maxBytes what it may grow to; then the oldest periods give way before their time
 * @param reportsDropped reports that were not stored since the start, because the disk did not take them
 * @param periodsCutShort periods that gave way before their time since the start, because there was no room
 */
public record HistoryStatus(
        String problem,
        Optional<Instant> oldest,
        long bytes,
        long maxBytes,
        long reportsDropped,
        long periodsCutShort) {
    public HistoryStatus {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(oldest, "oldest");
    }

    /** The same with another problem. */
    public HistoryStatus withProblem(String other) {
        return new HistoryStatus(other, oldest, bytes, maxBytes, reportsDropped, periodsCutShort);
    }
}
