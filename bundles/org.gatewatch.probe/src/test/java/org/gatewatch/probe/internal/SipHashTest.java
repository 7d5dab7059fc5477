package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against appendix A of "SipHash: a fast short-input PRF" by Aumasson and Bernstein. */
final class SipHashTest {
    private final SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @Test
    void hashesAsThePaperSays() {
        assertEquals(0xa129ca6149be45e5L, hash.hash(0x0706050403020100L, 0x0e0d0c0b0a0908L));
    }

    @Test
    void looksAtFifteenBytesOnly() {
        assertEquals(0xa129ca6149be45e5L, hash.hash(0x0706050403020100L, 0xff0e0d0c0b0a0908L));
    }
}
