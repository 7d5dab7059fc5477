package org.gatewatch.snmp.internal;

import org.gatewatch.api.probe.Clock;

/** Packets a second since somebody asked before, over at least a second. Thread-safe. */
final class PacketRate {
    private static final long SHORTEST_NANOS = 1_000_000_000;

    private final Clock clock;
    private long countedNanos; // guarded by this
    private long counted; // guarded by this
    private long perSecond; // guarded by this

    PacketRate(Clock clock) {
        this.clock = clock;
        this.countedNanos = clock.nanoTime();
    }

    /**
     * @param packets how many there have been until now
     */
    synchronized long perSecond(long packets) {
        long nowNanos = clock.nanoTime();
        long elapsedNanos = nowNanos - countedNanos;
        if (elapsedNanos >= SHORTEST_NANOS) {
            perSecond = Math.round(Math.max(0, packets - counted) * 1e9 / elapsedNanos);
            counted = packets;
            countedNanos = nowNanos;
        }
        return perSecond;
    }
}
