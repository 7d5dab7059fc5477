package org.gatewatch.config.internal;

import java.time.Duration;

/**
 * How much memory one probe or connection takes, and where the file says so. Small: there are as many as of those.
 *
 * @param of what takes it
 * @param bytes over all parts of the gateway
 * @param index its place in its list, from 0
 * @param text the probe's interval as a person reads it, a constant where it is the default; empty for a connection
 * @param line where the interval stands, or the whole when it has none
 * @param column as {@code line}
 */
record Demand(Kind of, long bytes, int index, String text, int line, int column) {
    /** All that is kept of a probe beside its samples, by all parts of the gateway together (MEASURED). */
    static final int PROBE_BYTES = 3_200;

    /** What is kept of a sample until its period is reported. */
    static final int SAMPLE_BYTES = 4;

    /** What is kept beside that of a sample that may still be answered: its stamps, in rings with room to spare. */
    static final int OPEN_SAMPLE_BYTES = 100;

    /** What is kept beside that of a sample that the history is to get: when it was sent. */
    static final int KEPT_SAMPLE_BYTES = 8;

    /** What is kept of a connection, most of it here, to find names that are given twice (MEASURED). */
    static final int CONNECTION_BYTES = 1_000;

    private static final Duration SHORTEST_OPEN = Duration.ofSeconds(2);

    /** What takes memory, and what can be done about it. */
    enum Kind {
        PROBE(MonitorSchema.LIST, "].interval", "use a longer interval, a shorter aggregationPeriod or more heap"),
        CONNECTION(ConnectionSchema.LIST, "]", "use fewer connections or more heap");

        private final String list;
        private final String end;
        private final String advice;

        Kind(String list, String end, String advice) {
            this.list = list;
            this.end = end;
            this.advice = advice;
        }
    }

    /** The way to it in the file. */
    String key() {
        return of.list + '[' + index + of.end;
    }

    String advice() {
        return of.advice;
    }

    /** What a probe takes of which single samples are kept beside what every probe takes. */
    static long bytesOfKept(Duration aggregationPeriod, Duration interval) {
        return KEPT_SAMPLE_BYTES * samples(aggregationPeriod, interval);
    }

    /** What a probe takes. */
    static long bytes(Duration aggregationPeriod, Duration timeout, Duration interval) {
        Duration open = timeout.compareTo(SHORTEST_OPEN) > 0 ? timeout : SHORTEST_OPEN;
        return PROBE_BYTES
                + SAMPLE_BYTES * samples(aggregationPeriod, interval)
                + OPEN_SAMPLE_BYTES * samples(open, interval);
    }

    private static long samples(Duration time, Duration interval) {
        return (time.toNanos() + interval.toNanos() - 1) / interval.toNanos();
    }
}
