package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gatewatch.api.Outcome;
import org.junit.jupiter.api.Test;

final class SampleWindowTest {
    private static final long TIMEOUT = 2_000_000_000L;
    private static final long DEADLINE = TIMEOUT + SampleWindow.DECISION_SLACK_NANOS;

    private final SampleWindow window = new SampleWindow(16, 8, TIMEOUT);

    @Test
    void decidesAnAnsweredSampleAtOnce() {
        window.sending(0, 0);
        window.answered(0, 5_000);
        assertTrue(window.decideNext(1));
        assertEquals(Outcome.ANSWERED, window.outcome(0));
        assertEquals(5_000, window.rttNanos(0));
    }

    @Test
    void keepsASilentSampleOpenUntilItsDeadline() {
        window.sending(0, 100);
        assertFalse(window.decideNext(100 + DEADLINE - 1));
        assertTrue(window.decideNext(100 + DEADLINE));
        assertEquals(Outcome.LOST, window.outcome(0));
    }

    @Test
    void judgesLatenessByTheRttAndNotByWhenTheAnswerIsHeard() {
        window.sending(0, 0);
        window.sending(1, 0);
        window.decideNext(DEADLINE);
        window.answered(0, TIMEOUT);
        window.answered(1, TIMEOUT + 1);
        assertEquals(Outcome.ANSWERED, window.outcome(0));
        assertEquals(Outcome.LATE, window.outcome(1));
    }

    @Test
    void countsReplyArrivingAfterTheDeadlineAsLateWhileTheSampleIsKept() {
        window.sending(0, 0);
        window.decideNext(DEADLINE);
        assertTrue(window.answered(0, DEADLINE + 1));
        assertEquals(Outcome.LATE, window.outcome(0));
    }

    @Test
    void tellsADuplicateFromAFirstAnswer() {
        window.sending(0, 0);
        assertTrue(window.answered(0, 7));
        assertFalse(window.answered(0, 9));
        assertEquals(7, window.rttNanos(0));
    }

    @Test
    void believesAnAnswerMoreThanAnIcmpError() {
        window.sending(0, 0);
        window.end(0, Fate.unreachable(0));
        assertEquals(Outcome.UNREACHABLE, window.outcome(0));
        assertTrue(window.answered(0, 7));
        assertEquals(Outcome.ANSWERED, window.outcome(0));
    }

    @Test
    void decidesInOrderSoThatALaterAnswerWaitsForAnEarlierSilence() {
        window.sending(0, 0);
        window.sending(1, 10);
        window.answered(1, 5);
        assertFalse(window.decideNext(20));
        assertTrue(window.decideNext(DEADLINE));
        assertTrue(window.decideNext(DEADLINE));
        assertEquals(2, window.decided());
    }

    @Test
    void readsSkippedSequencesAsVoid() {
        window.sending(0, 0);
        window.sending(3, 0);
        assertEquals(Outcome.VOID, window.outcome(1));
        assertEquals(Outcome.VOID, window.outcome(2));
        assertEquals(4, window.next());
    }

    @Test
    void discardsOnlyWhatNobodyAnswered() {
        window.sending(0, 0);
        window.sending(1, 0);
        window.answered(0, 5);
        window.discardPending(VoidReason.CLOCK_STEPPED);
        assertEquals(Outcome.ANSWERED, window.outcome(0));
        assertEquals(Outcome.VOID, window.outcome(1));
    }

    @Test
    void keepsTheNewestSamplesWhenItsRingIsFull() {
        for (int sequence = 0; sequence < 100; sequence++) {
            window.sending(sequence, sequence);
        }
        assertFalse(window.isKept(83));
        assertTrue(window.isKept(84));
        assertTrue(window.isKept(99));
        assertFalse(window.isKept(100));
    }

    @Test
    void givesUpTheOldestUndecidedAsVoidWhenThereAreTooMany() {
        for (int sequence = 0; sequence < 9; sequence++) {
            window.sending(sequence, sequence);
        }
        assertEquals(1, window.decided());
        assertEquals(Outcome.VOID, window.outcome(0));
    }
}
