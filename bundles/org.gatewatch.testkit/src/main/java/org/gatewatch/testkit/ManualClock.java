package org.gatewatch.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.gatewatch.api.probe.Clock;

/** A clock that moves only when told. Starts at 2026-01-01T00:00:00Z. Thread-safe. */
public final class ManualClock implements Clock {
    /** Where the wall clock starts. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong monotonicNanos = new AtomicLong();
    private final AtomicLong wallOffsetNanos = new AtomicLong(START.getEpochSecond() * 1_000_000_000L);

    @Override
    public long nanoTime() {
        return monotonicNanos.get();
    }

    @Override
    public long epochNanos() {
        return wallOffsetNanos.get() + monotonicNanos.get();
    }

    /** Lets time pass on both clocks. */
    public void advance(Duration time) {
        monotonicNanos.addAndGet(time.toNanos());
    }

    /** Steps the wall clock alone, as an administrator or NTP does. */
    public void stepWall(Duration step) {
        wallOffsetNanos.addAndGet(step.toNanos());
    }
}
