package org.gatewatch.api.probe;

import java.time.Instant;

/** The two clocks of the house. Scheduling, timeouts and periods use the monotonic one only. Thread-safe. */
public interface Clock {
    /** Monotonic nanoseconds from an arbitrary origin; only differences mean something. Never steps. */
    long nanoTime();

    /** Wall clock in nanoseconds since 1970-01-01T00:00:00Z; may step. */
    long epochNanos();

    /** The clocks of this host. */
    static Clock system() {
        return new Clock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public long epochNanos() {
                Instant now = Instant.now();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }
        };
    }
}
