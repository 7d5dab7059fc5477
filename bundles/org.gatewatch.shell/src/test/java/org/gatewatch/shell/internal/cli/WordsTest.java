package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, 0s",
        "PT0S, 0s",
        "PT59.9S, 59s",
        "PT60S, 1m",
        "PT59M59S, 59m",
        "PT1H, 1h 00m",
        "PT2H5M, 2h 05m",
        "PT23H59M, 23h 59m",
        "PT24H, 1d 0h",
        "PT219H, 9d 3h"
    })
    void tellsAnAgeInItsLargestUnits(Duration age, String words) {
        assertEquals(words, Words.age(age));
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.001", "47.1, 0.047", "9994, 9.994", "9996, 10.0", "12420, 12.4", "99940, 99.9", "248000, 248"})
    void writesMillisecondsWithTheDigitsThatMatter(double micros, String words) {
        assertEquals(words, Words.millis(micros));
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "0.01, 0.1%", "3.333, 3.3%", "50, 50.0%", "99.99, 99.9%", "100, 100%"})
    void neverRoundsALittleLossToNoneNorALittleAnswerToNothing(double percent, String words) {
        assertEquals(words, Words.percent(percent));
    }

    @Test
    void countsOneAndMany() {
        assertEquals("1 probe", Words.count(1, "probe"));
        assertEquals("0 probes", Words.count(0, "probe"));
    }

    @Test
    void saysNothingAboutWhatNeverHappened() {
        assertEquals("-", Words.ago(null, Instant.EPOCH));
    }
}
