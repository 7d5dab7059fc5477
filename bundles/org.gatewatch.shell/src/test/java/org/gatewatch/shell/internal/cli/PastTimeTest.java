package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PastTimeTest {
    private final PastTime converter = new PastTime(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "15m,PT15M", "1h,PT1H", "7d,P7D", "1w,P7D"})
    void takesAnAge(String text, Duration age) {
        var off = Duration.between(converter.convert(text), Instant.now().minus(age));
        assertTrue(off.abs().toSeconds() < 10, off.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+05:30,2026-01-31T06:30:00Z",
        "2026-01-31T12:00Z,2026-01-31T12:00:00Z",
        "2026-01-31T12:00:05,2026-01-31T11:00:05Z",
        "2026-07-31T12:00,2026-07-31T10:00:00Z",
        "2026-01-31 12:00,2026-01-31T11:00:00Z",
        "2026-01-31,2026-01-30T23:00:00Z",
    })
    void takesATimeByTheClockOfThisHostUnlessItSaysItsZone(String text, Instant meant) {
        assertEquals(meant, converter.convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1y", "-1h", "2026-13-01", "12:00"})
    void refusesWhatIsNone(String text) {
        assertThrows(TypeConversionException.class, () -> converter.convert(text));
    }

    @Test
    void saysWhatIsAllowed() {
        var refusal = assertThrows(TypeConversionException.class, () -> converter.convert("soon"));
        assertTrue(refusal.getMessage().startsWith("'soon': allowed are a number and s, m, h, d or w"));
    }
}
