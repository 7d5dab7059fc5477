package org.gatewatch.monitor.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.gatewatch.api.probe.IcmpError;
import org.gatewatch.api.probe.SendResult;
import org.junit.jupiter.api.Test;

final class EventRingTest {
    /** Writes down what it hears. */
    private static class Recorder implements EventRing.Handler {
        final List<String> heard = new ArrayList<>();

        @Override
        public void sending(ProbeRun run, long sequence, long atNanos) {
            heard.add("sending " + sequence + " at " + atNanos);
        }

        @Override
        public void handedOver(ProbeRun run, long sequence, SendResult result) {
            heard.add("handed over " + sequence + " " + result);
        }

        @Override
        public void answered(ProbeRun run, long sequence, long rttNanos) {
            heard.add("answered " + sequence + " in " + rttNanos);
        }

        @Override
        public void refused(ProbeRun run, long sequence, long rttNanos) {
            heard.add("refused " + sequence + " in " + rttNanos);
        }

        @Override
        public void unreachable(ProbeRun run, long sequence, IcmpError error) {
            heard.add("unreachable " + sequence);
        }

        @Override
        public void unstamped(ProbeRun run, long sequence) {
            heard.add("unstamped " + sequence);
        }

        @Override
        public void failed(ProbeRun run, RuntimeException fault) {
            heard.add("failed: " + fault.getMessage());
        }
    }

    private final Recorder recorder = new Recorder();

    @Test
    void deliversEventsInTheOrderTheyWerePut() {
        var ring = new EventRing(8, () -> {});
        ring.sending(null, 7, 100);
        ring.answered(null, 7, 42);
        ring.handedOver(null, 7, SendResult.SENT);
        ring.drain(ring.horizon(), recorder);
        assertEquals(List.of("sending 7 at 100", "answered 7 in 42", "handed over 7 SENT"), recorder.heard);
    }

    @Test
    void leavesEventsBeyondTheHorizonForTheNextDrain() {
        var ring = new EventRing(8, () -> {});
        ring.unstamped(null, 1);
        long horizon = ring.horizon();
        ring.unstamped(null, 2);
        ring.drain(horizon, recorder);
        assertEquals(List.of("unstamped 1"), recorder.heard);
        ring.drain(ring.horizon(), recorder);
        assertEquals(List.of("unstamped 1", "unstamped 2"), recorder.heard);
    }

    @Test
    void goesOnAfterAnEventThatCannotBeTaken() {
        var failing = new Recorder() {
            @Override
            public void unstamped(ProbeRun run, long sequence) {
                throw new IllegalStateException("a bug");
            }
        };
        var ring = new EventRing(8, () -> {});
        ring.unstamped(null, 1);
        ring.answered(null, 2, 42);
        assertTrue(ring.drain(ring.horizon(), failing));
        assertEquals(List.of("failed: a bug", "answered 2 in 42"), failing.heard);
    }

    @Test
    void saysWhenAProducerHasNotFinished() {
        var ring = new EventRing(8, () -> {});
        ring.unstamped(null, 1);
        assertFalse(ring.drain(ring.horizon() + 1, recorder)); // as if a slot were claimed and not yet written
        ring.unstamped(null, 2);
        assertTrue(ring.drain(ring.horizon(), recorder));
    }

    @Test
    void refusesAndCountsWhatDoesNotFit() {
        var ring = new EventRing(2, () -> {});
        assertTrue(ring.sending(null, 0, 0));
        assertTrue(ring.sending(null, 1, 0));
        assertFalse(ring.sending(null, 2, 0));
        ring.answered(null, 0, 5);
        assertEquals(2, ring.dropped());
        ring.drain(ring.horizon(), recorder);
        assertTrue(ring.sending(null, 2, 0));
        assertEquals(2, recorder.heard.size());
    }

    @Test
    void tellsHowManyWait() {
        var ring = new EventRing(8, () -> {});
        ring.unstamped(null, 1);
        ring.unstamped(null, 2);
        assertEquals(2, ring.waiting());
        ring.drain(ring.horizon(), recorder);
        assertEquals(0, ring.waiting());
    }

    @Test
    void refusesACapacityThatIsNoPowerOfTwo() {
        var error = assertThrows(IllegalArgumentException.class, () -> new EventRing(100, () -> {}));
        assertEquals("capacity 100: allowed is a power of two", error.getMessage());
    }

    @Test
    void losesNothingBetweenTwoProducersAndOneConsumer() throws Exception {
        int each = 200_000;
        var ring = new EventRing(1024, () -> {});
        long[] next = new long[2];
        var start = new CountDownLatch(1);
        Thread[] producers = {producer(ring, start, each, 0), producer(ring, start, each, 1)};
        start.countDown();
        var inOrder = new Recorder() {
            long taken;
            boolean ordered = true;

            @Override
            public void sending(ProbeRun run, long sequence, long producer) {
                ordered &= next[(int) producer]++ == sequence;
                taken++;
            }
        };
        while (inOrder.taken < 2L * each) {
            ring.drain(ring.horizon(), inOrder);
            Thread.onSpinWait();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        assertTrue(inOrder.ordered);
    }

    private static Thread producer(EventRing ring, CountDownLatch start, int events, int producer) {
        var thread = new Thread(() -> {
            try {
                start.await();
            } catch (InterruptedException e) {
                return;
            }
            for (long sequence = 0; sequence < events; ) {
                sequence += ring.sending(null, sequence, producer) ? 1 : 0;
            }
        });
        thread.start();
        return thread;
    }
}
