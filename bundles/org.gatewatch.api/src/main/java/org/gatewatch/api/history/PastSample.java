package org.gatewatch.api.history;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.gatewatch.api.Outcome;

/**
 * What is remembered of one packet. Immutable.
 *
 * @param sentAt when it was sent, by the wall clock, to 0.1 ms
 * @param outcome what became of it
 * @param rttNanos its round-trip time, to 100 ns; there if and only if it was answered, in time or late
 */
public record PastSample(Instant sentAt, Outcome outcome, OptionalLong rttNanos) {
    public PastSample {
        Objects.requireNonNull(sentAt, "sentAt");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(rttNanos, "rttNanos");
    }
}
