package org.gatewatch.api.report;

import org.gatewatch.api.probe.StrayReplies;

/**
 * What the engine did and dropped since its start. All grow only.
 *
 * @param packetsSent packets handed to the kernel
 * @param packetsNotSent packets that our own side could not send
 * @param packetsLate packets that left, or should have, more than 25 ms after they were due; kernel stamps make that
 *     harmless for their RTT
 * @param packetsMissed captured packets that the kernel threw away because the capture fell behind; undecided samples
 *     are void
 * @param eventsDropped captured answers thrown away because the engine fell behind; their samples are void
 * @param notificationsDropped reports thrown away because a listener fell behind
 * @param strayReplies captured replies that matched no probe
 */
public record EngineCounters(
        long packetsSent,
        long packetsNotSent,
        long packetsLate,
        long packetsMissed,
        long eventsDropped,
        long notificationsDropped,
        StrayReplies strayReplies) {}
