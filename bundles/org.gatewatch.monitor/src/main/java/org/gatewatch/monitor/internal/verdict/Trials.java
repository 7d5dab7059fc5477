package org.gatewatch.monitor.internal.verdict;

import java.util.Objects;
import org.gatewatch.api.probe.Clock;

/**
 * What is found out by sending otherwise than wanted, which all probes share.
 *
 * @param limits whether peers limit their answers
 * @param searches which packets are too large
 */
public record Trials(RateLimits limits, MtuSearches searches) {
    public Trials {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(searches, "searches");
    }

    /** Knows nothing yet. */
    public static Trials begin(Clock clock, MtuSearch.Opener opener) {
        return new Trials(new RateLimits(clock), new MtuSearches(clock, opener));
    }
}
