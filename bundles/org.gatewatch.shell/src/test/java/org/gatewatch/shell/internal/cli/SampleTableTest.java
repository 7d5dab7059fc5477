package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.gatewatch.shell.internal.HistoryDocument;
import org.gatewatch.shell.internal.HistoryDocument.SampleEntry;
import org.junit.jupiter.api.Test;

class SampleTableTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> lines(List<SampleEntry> samples) {
        var document = new HistoryDocument(
                1, "offices", "berlin", START, START.plusSeconds(60), null, null, null, List.of(), null, samples);
        return new SampleTable(Palette.PLAIN, ZoneOffset.UTC).lines(document);
    }

    @Test
    void hasALineForEachPacket() {
        var answered = new SampleEntry("2026-01-01T00:00:00.500Z", "answered", 20_100.0);
        var lost = new SampleEntry("2026-01-01T00:00:01.500Z", "lost", null);

        assertEquals(
                List.of(
                        "SENT                     OUTCOME   RTT MS",
                        "2026-01-01 00:00:00.500  answered  20.100",
                        "2026-01-01 00:00:01.500  lost           -"),
                lines(List.of(answered, lost)));
    }

    @Test
    void saysWhatKeepsSamplesWhenThereAreNone() {
        assertEquals(
                List.of(
                        "no samples are stored of offices/berlin between 2026-01-01 00:00:00.000 and 2026-01-01 00:01:00.000;"
                                + " they are kept of monitors and probes that say keepSamples: true"),
                lines(List.of()));
    }
}
