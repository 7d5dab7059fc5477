package org.gatewatch.http.internal.ces;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A span of time, and how it is rolled up.
 *
 * @param from its start
 * @param to its end, not in it
 * @param period in seconds; 1 for what was measured as it is
 * @param filter what is made of each period's values
 */
record CesQuery(Instant from, Instant to, long period, String filter) {
    private static final List<String> PERIODS = List.of("1", "300", "1200", "3600", "14400", "86400");
    /** What is read from the disk for one question: a day of periods as they are, or so many rolled up. */
    private static final long MAX_POINTS = 3_000;

    private static final Duration MAX_RAW = Duration.ofDays(1);

    /**
     * Reads what a client sent.
     *
     * @throws IllegalArgumentException if it makes no sense, naming what
     */
    static CesQuery of(String from, String to, String period, String filter) {
        require(PERIODS.contains(period), "period '" + period + "': allowed are " + PERIODS);
        require(Points.FILTERS.contains(filter), "filter '" + filter + "': allowed are " + Points.FILTERS);
        var query = new CesQuery(millis("from", from), millis("to", to), Long.parseLong(period), filter);
        require(query.from.isBefore(query.to), "from must be before to");
        var longest = query.period == 1 ? MAX_RAW : Duration.ofSeconds(query.period * MAX_POINTS);
        require(
                Duration.between(query.from, query.to).compareTo(longest) <= 0,
                "from and to: with this period they may be " + longest.toHours() + " hours apart");
        return query;
    }

    long periodMillis() {
        return Duration.ofSeconds(period).toMillis();
    }

    private static Instant millis(String name, String text) {
        require(text.matches("[0-9]{1,15}"), name + " '" + text + "': needed are milliseconds since the epoch");
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private static void require(boolean allowed, String message) {
        if (!allowed) {
            throw new IllegalArgumentException(message);
        }
    }
}
