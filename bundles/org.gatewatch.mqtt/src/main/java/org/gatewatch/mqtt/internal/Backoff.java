package org.gatewatch.mqtt.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling up to a limit, shortened by up to a quarter at random. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The pause after one more failure. The jitter keeps many gateways from coming back to a broker in step. */
    long nextPauseNanos() {
        long nanos = next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return nanos - random.nextLong(nanos / 4 + 1);
    }

    /** The last connection was a good one. */
    void reset() {
        next = first;
    }
}
