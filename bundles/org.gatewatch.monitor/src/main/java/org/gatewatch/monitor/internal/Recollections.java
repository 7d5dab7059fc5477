package org.gatewatch.monitor.internal;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Health;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.report.ProbeStatus;
import org.gatewatch.api.state.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of each probe over a restart: its verdict with since when, and since when its reports are numbered.
 * Nothing is while there is no store. Used by the monitor thread; any thread may give it a store.
 */
final class Recollections {
    private static final Logger LOG = LoggerFactory.getLogger(Recollections.class);
    private static final String VERDICTS = "monitor.verdicts";
    private static final String NUMBERS = "monitor.numbers";

    private volatile Optional<StateStore> store = Optional.empty();

    /** A verdict of before. */
    record Verdict(Health health, Cause cause, Instant since) {
        boolean is(Health otherHealth, Cause otherCause) {
            return health == otherHealth && cause == otherCause;
        }
    }

    /** Which number a probe's report of a period has, its periods having had this length since some time. */
    private record Numbers(long originSeconds, long periodSeconds, long before) {
        /** How many reports there may have been before this period. */
        long before(long startSeconds) {
            return before + Math.max(0, startSeconds - originSeconds) / periodSeconds;
        }
    }

    void use(Optional<StateStore> other) {
        store = other;
    }

    /** The last verdict that said something. */
    Optional<Verdict> verdict(ProbeId id) {
        return words(VERDICTS, id)
                .map(words -> new Verdict(
                        Health.valueOf(words[0]),
                        Cause.valueOf(words[1]),
                        Instant.ofEpochSecond(Long.parseLong(words[2]), Long.parseLong(words[3]))));
    }

    /** That nothing is known is not worth being remembered. */
    void changed(ProbeStatus status) {
        if (status.health() != Health.UNKNOWN) {
            Instant since = status.since();
            put(VERDICTS, status.id(), status.health(), status.cause(), since.getEpochSecond(), since.getNano());
        }
    }

    /**
     * How many numbers of reports are taken before the one of a period: one for each period since the probe's first, so
     * that a number never comes twice and those that are missing tell how many periods are.
     */
    long reportsBefore(ProbeId id, Instant start, Duration period) {
        long startSeconds = start.getEpochSecond();
        long periodSeconds = period.toSeconds();
        Optional<Numbers> known = words(NUMBERS, id)
                .map(words ->
                        new Numbers(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2])));
        long before = known.map(numbers -> numbers.before(startSeconds)).orElse(0L);
        if (known.isEmpty() || known.get().periodSeconds != periodSeconds) {
            before += known.isPresent() ? 1 : 0; // the period of the other length that was cut off
            put(NUMBERS, id, startSeconds, periodSeconds, before);
        }
        return before;
    }

    /** The probe is gone for good. */
    void forget(ProbeId id) {
        guarded(id, used -> {
            used.remove(VERDICTS, id.toString());
            used.remove(NUMBERS, id.toString());
            return Optional.empty();
        });
    }

    private Optional<String[]> words(String space, ProbeId id) {
        return guarded(id, used -> used.get(space, id.toString()))
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).split(" ", -1));
    }

    private void put(String space, ProbeId id, Object... words) {
        var text = new StringBuilder();
        for (Object word : words) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
        guarded(id, used -> {
            used.put(space, id.toString(), text.toString().getBytes(StandardCharsets.US_ASCII));
            return Optional.empty();
        });
    }

    private interface Work {
        Optional<byte[]> with(StateStore used);
    }

    /** Probing needs no memory: where the disk fails it goes on without. */
    private Optional<byte[]> guarded(ProbeId id, Work work) {
        try {
            return store.flatMap(work::with);
        } catch (UncheckedIOException e) {
            LOG.debug("{} is not remembered: {}", id, e.getMessage());
            return Optional.empty();
        }
    }
}
