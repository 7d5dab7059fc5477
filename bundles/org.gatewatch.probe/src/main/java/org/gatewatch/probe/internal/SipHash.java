package org.gatewatch.probe.internal;

import java.util.random.RandomGenerator;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012) of messages of 15 bytes: short enough for two blocks, and the length of the
 * test vector in the paper's appendix. Immutable; thread-safe.
 */
final class SipHash {
    private static final long LENGTH_BLOCK = 15L << 56;
    private static final int COMPRESSION_ROUNDS = 2;
    private static final int FINALIZATION_ROUNDS = 4;
    private static final int ROUNDS = 2 * COMPRESSION_ROUNDS + FINALIZATION_ROUNDS;

    private final long firstKey;
    private final long secondKey;

    /** Takes both halves of the key, each read as little-endian. */
    SipHash(long firstKey, long secondKey) {
        this.firstKey = firstKey;
        this.secondKey = secondKey;
    }

    static SipHash keyedBy(RandomGenerator random) {
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /**
     * Hashes 15 bytes.
     *
     * @param first bytes 0 to 7, little-endian
     * @param last bytes 8 to 14, little-endian; the highest 8 bits are not looked at
     */
    long hash(long first, long last) {
        long lastBlock = (last & 0x00ff_ffff_ffff_ffffL) | LENGTH_BLOCK;
        long v0 = firstKey ^ 0x736f6d6570736575L;
        long v1 = secondKey ^ 0x646f72616e646f6dL;
        long v2 = firstKey ^ 0x6c7967656e657261L;
        long v3 = secondKey ^ 0x7465646279746573L ^ first;
        for (int round = 0; round < ROUNDS; round++) {
            if (round == COMPRESSION_ROUNDS) {
                v0 ^= first;
                v3 ^= lastBlock;
            } else if (round == 2 * COMPRESSION_ROUNDS) {
                v0 ^= lastBlock;
                v2 ^= 0xff;
            }
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
