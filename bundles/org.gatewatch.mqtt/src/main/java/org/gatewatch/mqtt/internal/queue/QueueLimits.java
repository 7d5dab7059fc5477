package org.gatewatch.mqtt.internal.queue;

import java.time.Duration;

/**
 * What a queue may hold; beyond that the oldest entries give way, and are counted.
 *
 * @param diskBytes all segments together, kept to within one segment
 * @param age of an entry that is still worth delivering
 * @param memoryBytes of the heap while the disk does not take anything; a quarter of it while it does
 */
public record QueueLimits(long diskBytes, Duration age, long memoryBytes) {
    private static final long SMALLEST_SEGMENT_BYTES = 64 * 1024;
    private static final long LARGEST_SEGMENT_BYTES = 4 * 1024 * 1024;

    /** The oldest go by whole segments, of which there are 16 or more. */
    long segmentBytes() {
        return Math.max(SMALLEST_SEGMENT_BYTES, Math.min(LARGEST_SEGMENT_BYTES, diskBytes / 16));
    }

    long memoryBytesBesideDisk() {
        return memoryBytes / 4;
    }
}
