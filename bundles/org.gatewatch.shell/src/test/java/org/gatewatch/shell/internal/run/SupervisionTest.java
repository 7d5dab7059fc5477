package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    private static final String US = String.valueOf(ProcessHandle.current().pid());

    @Test
    void beatsThreeTimesInTheTimeThatTheManagerWaits() {
        assertEquals(10_000, Supervision.beatMillis(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", US)));
        assertEquals(10_000, Supervision.beatMillis(Map.of("WATCHDOG_USEC", "30000000")));
    }

    @Test
    void waitsWithoutBeatsWhereNobodyListens() {
        assertEquals(0, Supervision.beatMillis(Map.of()));
        assertEquals(0, Supervision.beatMillis(Map.of("WATCHDOG_USEC", "0")));
        assertEquals(0, Supervision.beatMillis(Map.of("WATCHDOG_USEC", "soon")));
    }

    @Test
    void doesNotBeatForAnotherProcess() {
        assertEquals(0, Supervision.beatMillis(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1")));
    }
}
