package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.LevelsEntry;
import org.gatewatch.shell.internal.HistoryDocument.TurnEntry;
import org.junit.jupiter.api.Test;

class AlarmLinesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static String lines(LevelsEntry levels, TurnEntry... turns) {
        var document = new HistoryDocument(
                1,
                "offices",
                "berlin",
                START,
                START.plusSeconds(3_600),
                null,
                START,
                levels,
                List.of(),
                List.of(turns));
        return String.join("\n", new AlarmLines(ZoneOffset.UTC).of(document)) + "\n";
    }

    private static TurnEntry turn(int minute, String health) {
        return new TurnEntry(START.plusSeconds(60L * minute), 60, health);
    }

    @Test
    void tellsEachAlarmAndHowLongItLasts() {
        assertEquals(
                """
                2 alarms of offices/berlin since 2026-01-01 00:00:00 Z with loss raised at 5.0%, cleared below 2.5%
                2026-01-01 00:10:00 Z  DEGRADED  for 5m
                2026-01-01 00:50:00 Z  DOWN  for 10m
                Judged by completed periods: an alarm is told with the period it falls into.
                """,
                lines(
                        new LevelsEntry(5, 2.5, null, null),
                        turn(0, "HEALTHY"),
                        turn(10, "DEGRADED"),
                        turn(15, "HEALTHY"),
                        turn(50, "DOWN")));
    }

    @Test
    void saysThatThereWouldHaveBeenNone() {
        assertEquals("""
                0 alarms of offices/berlin since 2026-01-01 00:00:00 Z with loss raised at 50.0%, cleared below 25.0%; \
                RTT raised at 80.0 ms, cleared below 60.0 ms
                Judged by completed periods: an alarm is told with the period it falls into.
                """, lines(new LevelsEntry(50, 25, 80.0, 60.0), turn(0, "HEALTHY")));
    }
}
