package org.gatewatch.history.internal;

import java.time.Instant;

/**
 * The seconds in which periods start that are asked for.
 *
 * @param sinceSeconds the first of them
 * @param untilSeconds the first after them
 */
record Span(long sinceSeconds, long untilSeconds) {
    /** Periods start at whole seconds: the first that is in a time, and the first that is after it. */
    static Span of(Instant since, Instant until) {
        return new Span(firstSecond(since), firstSecond(until));
    }

    /** Begins so much earlier, for periods that reach into it. */
    Span early(long seconds) {
        return new Span(Math.max(0, sinceSeconds - seconds), untilSeconds);
    }

    private static long firstSecond(Instant time) {
        long second = time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
        return Math.max(0, Math.min(PeriodMaps.LAST_SECOND, second));
    }
}
