package org.gatewatch.history.internal;

import java.time.Duration;

/**
 * The configuration, checked. Refuses a bad value with a message that names key, value and what is allowed.
 *
 * @param enabled whether new periods are stored
 * @param retention what is kept of periods
 * @param samples likewise of single samples
 */
record HistorySettings(boolean enabled, Retention retention, Retention samples) {
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_HOURS = 168;
    private static final int MIN_MIB = 16;
    private static final int MAX_MIB = 65_536;

    static HistorySettings of(HistoryConfig config) {
        require("periods.days", config.periods_days(), 1, MAX_DAYS);
        require("disk.mib", config.disk_mib(), MIN_MIB, MAX_MIB);
        require("samples.hours", config.samples_hours(), 1, MAX_HOURS);
        require("samples.disk.mib", config.samples_disk_mib(), MIN_MIB, MAX_MIB);
        return new HistorySettings(
                config.enabled(),
                retention(Duration.ofDays(config.periods_days()), config.disk_mib()),
                retention(Duration.ofHours(config.samples_hours()), config.samples_disk_mib()));
    }

    private static Retention retention(Duration time, int mib) {
        return new Retention(time.toSeconds(), (long) mib << 20);
    }

    private static void require(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    key + " '" + value + "': allowed is a whole number, " + min + " to " + max);
        }
    }
}
