package org.gatewatch.history.internal;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.gatewatch.api.history.PastSample;
import org.gatewatch.api.report.PeriodSamples;

/** The samples of one period after the other, as far as they are of the time asked for. Not thread-safe. */
final class PastSamples implements Iterator<PastSample> {
    private final Iterator<PeriodSamples> periods;
    private final Instant since;
    private final Instant until;
    private PeriodSamples period;
    private int nextInPeriod;
    private PastSample next;

    /** @param periods all of which a sample may be of that time, and perhaps others */
    PastSamples(Iterator<PeriodSamples> periods, Instant since, Instant until) {
        this.periods = periods;
        this.since = since;
        this.until = until;
    }

    @Override
    public boolean hasNext() {
        while (next == null && (isInPeriod() || periods.hasNext())) {
            if (!isInPeriod()) {
                period = periods.next();
                nextInPeriod = 0;
            } else {
                PastSample sample = sample(nextInPeriod++);
                next = sample.sentAt().isBefore(since) || !sample.sentAt().isBefore(until) ? null : sample;
            }
        }
        return next != null;
    }

    private boolean isInPeriod() {
        return period != null && nextInPeriod < period.size();
    }

    private PastSample sample(int number) {
        return new PastSample(
                period.periodStart().plusNanos(period.sentAfterNanos(number)),
                period.outcome(number),
                period.hasRtt(number) ? OptionalLong.of(period.rttNanos(number)) : OptionalLong.empty());
    }

    @Override
    public PastSample next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more samples");
        }
        PastSample result = next;
        next = null;
        return result;
    }
}
