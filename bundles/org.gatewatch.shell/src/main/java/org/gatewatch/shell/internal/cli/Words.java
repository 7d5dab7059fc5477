package org.gatewatch.shell.internal.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Figures as people say them. ASCII only: the terminal's character set is not known. */
final class Words {
    private static final double MICROS_PER_MILLI = 1_000;

    private Words() {}

    /** {@code 1 probe}, {@code 2 probes}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The two largest units, or one when it says enough: {@code 42s}, {@code 3m}, {@code 2h 05m}, {@code 9d 3h}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%dh %02dm", seconds / 3_600, seconds / 60 % 60);
        }
        return seconds / 86_400 + "d " + seconds / 3_600 % 24 + "h";
    }

    /** How long ago, {@code -} when never. */
    static String ago(Instant then, Instant now) {
        return then == null ? "-" : age(Duration.between(then, now)) + " ago";
    }

    /** Three digits that matter, without a unit: {@code 0.047}, {@code 12.4}, {@code 248}. */
    static String millis(double micros) {
        double millis = micros / MICROS_PER_MILLI;
        int decimals = millis < 9.995 ? 3 : millis < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", millis);
    }

    /** {@code 0%}, {@code 3.3%}, {@code 100%}; a little loss is never shown as none, a little answer never as nothing. */
    static String percent(double percent) {
        if (percent == 0 || percent == 100) {
            return Math.round(percent) + "%";
        }
        return String.format(Locale.ROOT, "%.1f%%", Math.min(99.9, Math.max(0.1, percent)));
    }
}
