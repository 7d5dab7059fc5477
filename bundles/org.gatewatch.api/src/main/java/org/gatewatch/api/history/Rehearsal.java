package org.gatewatch.api.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import org.gatewatch.api.Health;
import org.gatewatch.api.Thresholds;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Says what would have been said: judges past periods by other thresholds, with the rules that the engine judges with.
 * Thread-safe.
 */
@ProviderType
public interface Rehearsal {
    /**
     * A verdict that would have changed.
     *
     * @param at start of the period in which it would have
     * @param period the period's length
     * @param health what would have been said at the end of that period, or, when it was bad only for a part of it, the
     *     worst that would have been said in it
     */
    record Turn(Instant at, Duration period, Health health) {
        public Turn {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(period, "period");
            Objects.requireNonNull(health, "health");
        }
    }

    /**
     * Judges periods sample by sample. Which samples of a period were lost is not remembered, only how many, in how many
     * runs and how many the longest had: they are taken to have been spread over the period with those runs, and each
     * answer to have taken the mean time. A limiter at the peer, which the engine may recognise, is not looked for.
     *
     * @param periods of one probe, in order; read while the result is
     * @param thresholds to judge by
     * @return the changes, in order, the first period's verdict being one
     */
    Iterator<Turn> judge(Iterator<PastPeriod> periods, Thresholds thresholds);
}
