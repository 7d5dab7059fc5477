package org.gatewatch.monitor.internal;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * When the scheduler wakes. Waking costs more than sending (40 to 60 µs of CPU in a virtual machine), so it wakes on a
 * grid and sends everything that is due by then. The grid is as coarse as being 25 ms late at most allows, and finer
 * where packets are many, so that no wake sends a burst, or close together, so that they keep their distance. First
 * packets are put on a grid too: probes whose interval is a multiple of it are then never late. Confined to the
 * scheduler thread.
 */
final class Pace {
    private static final long FINE_NANOS = Duration.ofMillis(10).toNanos();
    private static final long COARSE_NANOS = Duration.ofMillis(20).toNanos();
    /** Where packets are few, so many at most share a wake: no burst, but far fewer wakes. */
    private static final int FEW_PACKETS = 20;

    private static final List<Long> IDLE_START_NANOS = Stream.of(200, 100, 50)
            .map(millis -> Duration.ofMillis(millis).toNanos())
            .toList();

    private static final double MANY_PER_SECOND = 5_000;
    private static final long SHORT_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
    private static final long NEIGHBOURS_PER_SECOND = 1_000;
    private static final long MAX_NEIGHBOURS = 16;
    private static final double SECOND_NANOS = 1e9;

    /** How many probes have which interval. */
    private final TreeMap<Long, Integer> probesByInterval = new TreeMap<>();

    void add(long intervalNanos) {
        probesByInterval.merge(intervalNanos, 1, Integer::sum);
    }

    void remove(long intervalNanos) {
        probesByInterval.computeIfPresent(intervalNanos, (interval, probes) -> probes == 1 ? null : probes - 1);
    }

    /** The scheduler wakes at multiples of this. */
    long wakeGridNanos() {
        return hasShortIntervals() || packetsPerSecond() >= MANY_PER_SECOND ? FINE_NANOS : COARSE_NANOS;
    }

    /** First packets are due at multiples of this. */
    long startGridNanos() {
        long wakeGrid = wakeGridNanos();
        if (hasShortIntervals()) {
            return wakeGrid;
        }
        double perNano = packetsPerSecond() / SECOND_NANOS;
        return IDLE_START_NANOS.stream()
                .filter(grid -> perNano * grid <= FEW_PACKETS)
                .findFirst()
                .orElse(wakeGrid);
    }

    /**
     * How many probes that are started one after the other are due together, so that what is touched for their packets
     * lies together in memory: that saves half of the cache misses. A tenth of what a wake sends, so that no wake sends
     * clearly more than another.
     */
    long neighbours() {
        return Math.max(1, Math.min(MAX_NEIGHBOURS, (long) packetsPerSecond() / NEIGHBOURS_PER_SECOND));
    }

    private boolean hasShortIntervals() {
        return !probesByInterval.isEmpty() && probesByInterval.firstKey() < SHORT_INTERVAL_NANOS;
    }

    private double packetsPerSecond() {
        double rate = 0;
        for (var entry : probesByInterval.entrySet()) {
            rate += entry.getValue() * SECOND_NANOS / entry.getKey();
        }
        return rate;
    }
}
