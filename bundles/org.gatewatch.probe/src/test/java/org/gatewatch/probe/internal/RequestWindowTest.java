package org.gatewatch.probe.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.gatewatch.api.Probe;
import org.gatewatch.probe.internal.RequestWindow.Sight;
import org.junit.jupiter.api.Test;

final class RequestWindowTest {
    private final RequestWindow window = new RequestWindow(Duration.ofSeconds(1), Duration.ofSeconds(2));

    @Test
    void holdsTimeoutAndLatenessButNotMore() {
        assertEquals(5, window.slots());
        assertEquals(301, new RequestWindow(Duration.ofMillis(10), Duration.ofSeconds(1)).slots());
        assertEquals(12_001, new RequestWindow(Probe.MIN_INTERVAL, Probe.MAX_TIMEOUT).slots());
        assertEquals(4, new RequestWindow(Probe.MAX_INTERVAL, Probe.MIN_TIMEOUT).slots());
    }

    @Test
    void keepsTheFirstOfSeveralCopies() {
        window.sent(1, 100);
        window.sent(1, 250);
        assertEquals(100, window.requestNanos(1));
    }

    @Test
    void knowsNothingBeforeTheFirstRequest() {
        assertEquals(RequestWindow.NONE, window.requestNanos(0));
        assertEquals(RequestWindow.NONE, window.numberOf(0));
        assertFalse(window.forgotten(0));
    }

    @Test
    void forgetsTheOldestWhenFull() {
        for (long number = 0; number <= window.slots(); number++) {
            window.sent(number, number);
        }
        assertTrue(window.forgotten(0));
        assertEquals(RequestWindow.NONE, window.requestNanos(0));
        assertEquals(1, window.requestNanos(1));
    }

    @Test
    void forgetsWhatIsOlderThanItHolds() {
        window.sent(0, 100);
        window.sent(1 + window.slots(), 200); // the place of 0 is still free
        assertTrue(window.forgotten(0));
        assertEquals(RequestWindow.NONE, window.requestNanos(0));
    }

    @Test
    void findsTheWholeNumberOfASequence() {
        window.sent(0x2_fffe, 100);
        window.sent(0x3_0001, 200);
        assertEquals(0x2_fffe, window.numberOf(0xfffe));
        assertEquals(0x3_0001, window.numberOf(1));
        assertEquals(RequestWindow.NONE, window.numberOf(2));
    }

    @Test
    void tellsADuplicateFromASecondSight() {
        window.sent(1, 100);
        assertEquals(Sight.NEW, window.answered(1, 300, Long.MAX_VALUE));
        assertEquals(Sight.COPY, window.answered(1, 300, Long.MAX_VALUE));
        assertEquals(Sight.NEW, window.answered(1, 301, Long.MAX_VALUE));
    }

    @Test
    void tellsADuplicateFromARepetition() {
        window.sent(1, 100);
        assertEquals(Sight.NEW, window.answered(1, 300, 50));
        assertEquals(Sight.NEW, window.answered(1, 350, 50));
        assertEquals(Sight.REPEATED, window.answered(1, 401, 50));
    }
}
