package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.PeriodEntry;
import org.gatewatch.shell.internal.StatusDocument.ReportEntry;
import org.gatewatch.shell.internal.StatusDocument.RttEntry;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static HistoryDocument document(PeriodEntry... periods) {
        return new HistoryDocument(
                1,
                "offices",
                "berlin",
                START,
                START.plusSeconds(3_600),
                null,
                START,
                null,
                List.of(periods),
                List.of());
    }

    private static PeriodEntry period(int minute, int lost, double rttMicros, String health) {
        return new PeriodEntry(
                health,
                lost == 0 ? "none" : "link",
                new ReportEntry(
                        START.plusSeconds(60L * minute),
                        60,
                        minute,
                        60,
                        60 - lost,
                        0,
                        lost,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1,
                        lost,
                        List.of(),
                        100.0 * lost / 60,
                        lost == 60
                                ? null
                                : new RttEntry(
                                        rttMicros,
                                        rttMicros,
                                        rttMicros,
                                        2 * rttMicros,
                                        rttMicros,
                                        rttMicros,
                                        0,
                                        null)));
    }

    private static String table(boolean bars, HistoryDocument document) {
        return String.join("\n", new HistoryTable(Palette.PLAIN, bars, ZoneOffset.UTC).lines(document)) + "\n";
    }

    @Test
    void showsOneLineForEachPeriod() {
        assertEquals("""
                PERIOD (UTC)         HEALTH   CAUSE  LOSS  LOST/SENT  P50 MS  P95 MS
                2026-01-01 00:00:00  HEALTHY  -        0%       0/60    10.0    20.0
                2026-01-01 00:01:00  DOWN     link   100%      60/60       -       -
                """, table(false, document(period(0, 0, 10_000, "HEALTHY"), period(1, 60, 0, "DOWN"))));
    }

    @Test
    void paintsLossAndRttOnATerminal() {
        assertEquals(
                """
                PERIOD (UTC)         HEALTH    CAUSE   LOSS              LOST/SENT  P50 MS              P95 MS
                2026-01-01 00:00:00  HEALTHY   -         0%                   0/60    10.0  =====         20.0
                2026-01-01 00:01:00  DEGRADED  link   33.3%  ####            20/60    20.0  ==========    40.0
                2026-01-01 00:02:00  DOWN      link    100%  ##########      60/60       -                   -
                """,
                table(
                        true,
                        document(
                                period(0, 0, 10_000, "HEALTHY"),
                                period(1, 20, 20_000, "DEGRADED"),
                                period(2, 60, 0, "DOWN"))));
    }

    @Test
    void saysHowFarBackHistoryGoesWhenThereIsNothing() {
        assertEquals(
                "nothing is stored of offices/berlin between 2026-01-01 00:00:00 and 2026-01-01 01:00:00 (UTC); "
                        + "history goes back to 2026-01-01 00:00:00\n",
                table(false, document()));
    }
}
