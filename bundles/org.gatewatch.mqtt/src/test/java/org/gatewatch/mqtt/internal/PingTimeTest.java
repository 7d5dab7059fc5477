package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import org.gatewatch.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class PingTimeTest {
    private final ManualClock clock = new ManualClock();
    private final PingTime ping = new PingTime(clock::nanoTime);

    @Test
    void isNeverDueBeforePahoSaysWhen() {
        clock.advance(Duration.ofDays(1));

        assertEquals(Long.MAX_VALUE, ping.leftMillis());
    }

    @Test
    void isDueWhenPahoSaysSo() {
        ping.in(30_000);
        clock.advance(Duration.ofSeconds(30));

        assertEquals(0, ping.leftMillis());
    }

    /** Whoever waits so long finds it due. */
    @Test
    void leavesAtLeastAMillisecondUntilItIsDue() {
        ping.in(30_000);
        clock.advance(Duration.ofSeconds(30).minusNanos(1));

        assertEquals(1, ping.leftMillis());
    }

    @Test
    void failsWhenTheLastPingWasNotAnswered() throws IOException {
        ping.asked();

        assertEquals(
                "no answer to a ping",
                assertThrows(IOException.class, ping::asked).getMessage());
    }

    @Test
    void goesOnWhenTheLastPingWasAnswered() throws IOException {
        ping.asked();
        ping.answered();

        assertDoesNotThrow(ping::asked);
    }
}
