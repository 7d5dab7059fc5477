package org.gatewatch.history.internal;

import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.gatewatch.api.ProbeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the periods of one probe, one look-up for each that there may be. What cannot be read is left out. Holds nothing
 * of the store between two look-ups, so whoever stops reading costs nothing. Not thread-safe.
 *
 * @param <T> what is kept of a period
 */
final class PastPeriods<T> implements Iterator<T> {
    private static final Logger LOG = LoggerFactory.getLogger(PastPeriods.class);
    /** So many failures in a row are a disk that is gone, and not a damaged page. */
    private static final int MAX_FAILURES = 1_000;

    private final StoreFile<PeriodMaps> file;
    private final ProbeId id;
    private final Decoder<T> decoder;
    private final long untilSeconds;

    private long nextSeconds;
    /** Numbers and lengths of the probe's periods on the day that is being read, in turn. */
    private long[] pairs = {};

    private long pairsDay = Long.MIN_VALUE;
    private int failures;
    private int failuresInARow;
    private T next;

    /** Makes of its bytes what is kept of a period. */
    @FunctionalInterface
    interface Decoder<T> {
        /**
         * Fails with an {@link IllegalArgumentException}, {@link IndexOutOfBoundsException} or {@link BufferUnderflowException} on what
         * was never written.
         */
        T decode(byte[] bytes, Instant start, Duration length);
    }

    /** Reads nothing yet. */
    PastPeriods(StoreFile<PeriodMaps> file, ProbeId id, Decoder<T> decoder, Span span) {
        this.file = file;
        this.id = id;
        this.decoder = decoder;
        this.nextSeconds = span.sinceSeconds();
        this.untilSeconds = span.untilSeconds();
    }

    @Override
    public boolean hasNext() {
        while (next == null && nextSeconds < untilSeconds) {
            try {
                step();
                failuresInARow = 0;
            } catch (UncheckedIOException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException
                    | BufferUnderflowException e) {
                failed(e);
            }
        }
        return next != null;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more periods of " + id);
        }
        T result = next;
        next = null;
        return result;
    }

    private void failed(RuntimeException why) {
        nextSeconds++;
        failures++;
        if (failures == 1) {
            LOG.warn(
                    "history-unreadable: a part of the history of {} cannot be read and is left out: {}",
                    id,
                    why.getMessage());
        }
        if (++failuresInARow == MAX_FAILURES) {
            nextSeconds = untilSeconds;
        }
    }

    /** Finds the next period, or out that there is none for a while. */
    private void step() {
        long day = PeriodMaps.day(nextSeconds);
        if (day != pairsDay) {
            pairs = file.read(maps -> pairs(maps.probes().get(PeriodMaps.key(day, id))));
            pairsDay = day;
        }
        long endOfDay = (day + 1) * PeriodMaps.DAY_SECONDS;
        if (pairs.length == 0) {
            nextSeconds = nextOfAnybody(endOfDay);
            return;
        }
        nextSeconds = nextStart(endOfDay);
        if (nextSeconds < Math.min(endOfDay, untilSeconds)) {
            lookUp();
        }
    }

    /** When a period of any of the lengths begins next. */
    private long nextStart(long endOfDay) {
        long start = endOfDay;
        for (int i = 0; i < pairs.length; i += 2) {
            long length = pairs[i + 1];
            start = Math.min(start, Math.floorDiv(nextSeconds + length - 1, length) * length);
        }
        return start;
    }

    private void lookUp() {
        long start = nextSeconds;
        for (int i = 0; i < pairs.length && next == null; i += 2) {
            long key = PeriodMaps.key(start, (int) pairs[i]);
            byte[] found =
                    start % pairs[i + 1] == 0 ? file.read(maps -> maps.periods().get(key)) : null;
            if (found != null) {
                next = decoder.decode(found, Instant.ofEpochSecond(start), Duration.ofSeconds(pairs[i + 1]));
            }
        }
        nextSeconds = next == null ? nextOfAnybody(start + 1) : start + 1;
    }

    /** Leaps over what nobody was watched in: when a period of anybody begins next, from some time on. */
    private long nextOfAnybody(long fromSeconds) {
        Long key = file.read(maps -> maps.periods().ceilingKey(PeriodMaps.key(fromSeconds, 0)));
        return key == null ? untilSeconds : PeriodMaps.startSeconds(key);
    }

    private static long[] pairs(byte[] entry) {
        if (entry == null) {
            return new long[0];
        }
        var in = new Digits.Reader(entry);
        var numbers = LongStream.builder();
        while (in.hasMore()) {
            numbers.add(in.number());
        }
        return numbers.build().toArray();
    }
}
