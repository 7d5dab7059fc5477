package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RttTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 41_230, SECOND, (1 << 30) - 1})
    void keepsEveryNanosecondBelowOneSecond(long nanos) {
        assertEquals(nanos, Rtt.nanos(Rtt.packed(nanos)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 30, 1_999_999_999, 59_123_456_789L})
    void roundsLongOnesUpByLessThan64Nanoseconds(long nanos) {
        long error = Rtt.nanos(Rtt.packed(nanos)) - nanos;
        assertTrue(error >= 0 && error < 64, nanos + " is kept with an error of " + error);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_074_000_000, 2 * SECOND, 60 * SECOND})
    void tellsTimeoutFromTheNanosecondAfterIt(long timeoutNanos) {
        assertEquals(timeoutNanos, Rtt.nanos(Rtt.packed(timeoutNanos)));
        assertTrue(Rtt.nanos(Rtt.packed(timeoutNanos + 1)) > timeoutNanos);
    }

    @Test
    void keepsWhatTookTooLongAsTooLong() {
        assertTrue(Rtt.nanos(Rtt.packed(3_600 * SECOND)) > 60 * SECOND);
    }
}
