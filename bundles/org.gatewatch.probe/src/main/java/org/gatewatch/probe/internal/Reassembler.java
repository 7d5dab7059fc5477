package org.gatewatch.probe.internal;

import java.util.concurrent.TimeUnit;

/** Fragmented packets of which parts came, a fixed number. The capture thread's. */
final class Reassembler {
    /**
     * Room for 200 packets a second that never become whole. Beyond that the oldest are given up, and their samples are
     * lost for their probes alone: whoever sends us parts under a peer's address must not blind all probes.
     */
    private static final int SETS = 256;

    private static final int HASH_SHIFT = Long.SIZE - 8;

    private static final int WAYS = 4;
    /** Parts of one packet leave together; a peer at 13,000 packets a second uses its 16 bits again after this. */
    private static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Most hosts never see a fragment. */
    private Reassembly[] table = new Reassembly[0];

    /** The packet of a fragment, new or begun. */
    Reassembly packetOf(IpView fragment, long stampNanos) {
        if (table.length == 0) {
            table = new Reassembly[SETS * WAYS];
            for (int i = 0; i < table.length; i++) {
                table[i] = new Reassembly();
            }
        }
        int first = (int) (hash(fragment) >>> HASH_SHIFT) * WAYS;
        Reassembly victim = table[first];
        for (int i = first; i < first + WAYS; i++) {
            if (table[i].isOf(fragment) && table[i].ageNanos(stampNanos) < MEMORY_NANOS) {
                return table[i];
            }
            if (uselessness(table[i], stampNanos) > uselessness(victim, stampNanos)) {
                victim = table[i];
            }
        }
        victim.start(fragment, stampNanos);
        return victim;
    }

    /** The oldest goes first, but those that are done before those that wait: they only keep late copies away. */
    private static long uselessness(Reassembly packet, long nowNanos) {
        long ageNanos = packet.ageNanos(nowNanos);
        return packet.done() && ageNanos < MEMORY_NANOS ? ageNanos + MEMORY_NANOS : ageNanos;
    }

    private static long hash(IpView fragment) {
        long addresses = fragment.sourceLow() * 31 + fragment.destinationLow();
        return (addresses * 31 + fragment.identification()) * 0x9e37_79b9_7f4a_7c15L;
    }
}
