package org.gatewatch.monitor.internal;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatewatch.api.Cause;
import org.gatewatch.api.Destination;
import org.gatewatch.api.Health;
import org.gatewatch.api.Probe;
import org.gatewatch.api.ProbeId;
import org.gatewatch.api.ProbeLabels;
import org.gatewatch.api.Thresholds;
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
    /** Health, cause, seconds and nanoseconds of since when, and what was measured. */
    private static final int VERDICT_WORDS = 5;

    /** Since when somebody who is remembered is not wanted. */
    private static final String MISSED = "monitor.missed";
    /** Who is not wanted may come back: a file with an error is as good as none when the process starts. */
    private static final Duration MISSED_FOR = Duration.ofDays(7);

    private volatile Optional<StateStore> store = Optional.empty();
    private boolean tidied;
    private final Set<String> missed = new TreeSet<>();

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

    /** The last verdict that said something, if it was of the same measurement: what is said of another is forgotten. */
    Optional<Verdict> verdict(ProbeId id, Probe probe) {
        Optional<String[]> words = words(VERDICTS, id);
        if (words.isPresent() && !isOf(probe, words.get())) {
            forgetVerdict(id); // or it would come back with the measurement, whatever was in between
            return Optional.empty();
        }
        return words.flatMap(each -> understood(
                id,
                () -> new Verdict(
                        Health.valueOf(each[0]),
                        Cause.valueOf(each[1]),
                        Instant.ofEpochSecond(Long.parseLong(each[2]), Long.parseLong(each[3])))));
    }

    /** What a newer version wrote may have words that this one does not know: it is as if nothing were remembered. */
    private static <T> Optional<T> understood(Object who, Supplier<T> fact) {
        try {
            return Optional.of(fact.get());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
            LOG.debug("what is remembered of {} is not understood: {}", who, e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isOf(Probe probe, String[] words) {
        return words.length == VERDICT_WORDS && words[VERDICT_WORDS - 1].equals(fingerprint(probe));
    }

    /** The same for probes that {@linkplain Probe#measuresTheSameAs measure the same}. */
    private static String fingerprint(Probe probe) {
        Probe measured = probe.judgedBy(Thresholds.DEFAULT).labelled(ProbeLabels.NONE);
        // What a probe's text does not tell: which addresses a name stands for.
        String family = probe.destination() instanceof Destination.Name name ? " " + name.family() : "";
        return UUID.nameUUIDFromBytes((measured + family).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** That nothing is known is not worth being remembered. */
    void changed(ProbeStatus status) {
        if (status.health() != Health.UNKNOWN && store.isPresent()) {
            Instant since = status.since();
            put(
                    VERDICTS,
                    status.id(),
                    status.health(),
                    status.cause(),
                    since.getEpochSecond(),
                    since.getNano(),
                    fingerprint(status.probe()));
        }
    }

    /** Nobody knows how the probe does from now on. */
    void forgetVerdict(ProbeId id) {
        guarded(id, used -> {
            used.remove(VERDICTS, id.toString());
            return Optional.empty();
        });
    }

    /**
     * How many numbers of reports are taken before the one of a period: one for each period since the probe's first, so
     * that a number never comes twice and those that are missing tell how many periods are.
     */
    long reportsBefore(ProbeId id, Instant start, Duration period) {
        long startSeconds = start.getEpochSecond();
        long periodSeconds = period.toSeconds();
        Optional<Numbers> known = words(NUMBERS, id)
                .flatMap(words -> understood(
                        id,
                        () -> new Numbers(
                                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]))));
        long before = known.map(numbers -> numbers.before(startSeconds)).orElse(0L);
        if (known.isEmpty() || known.get().periodSeconds != periodSeconds) {
            before += known.isPresent() ? 1 : 0; // the period of the other length that was cut off
            put(NUMBERS, id, startSeconds, periodSeconds, before);
        }
        return before;
    }

    /**
     * Follows what is wanted. Who was taken away while no process ran is not {@linkplain #forget gone} in any: the first
     * state tells, and when one does so again a while later they are forgotten.
     */
    void follow(Set<ProbeId> wanted, Instant now) {
        if (store.isPresent() && (!tidied || !missed.isEmpty())) {
            Set<String> names = wanted.stream().map(ProbeId::toString).collect(Collectors.toSet());
            guarded("what is not wanted", used -> follow(used, names, now));
        }
    }

    private Optional<byte[]> follow(StateStore used, Set<String> wanted, Instant now) {
        if (!tidied) {
            tidied = true;
            tidy(used, wanted, now);
        }
        missed.removeIf(name -> {
            boolean isBack = wanted.contains(name);
            if (isBack) {
                used.remove(MISSED, name);
            }
            return isBack;
        });
        return Optional.empty();
    }

    private void tidy(StateStore used, Set<String> wanted, Instant now) {
        Map<String, byte[]> since = used.all(MISSED);
        missed.addAll(since.keySet());
        Set<String> known = new TreeSet<>(used.all(VERDICTS).keySet());
        known.addAll(used.all(NUMBERS).keySet());
        known.addAll(missed);
        known.removeAll(wanted);
        for (String name : known) {
            if (missed.add(name)) {
                used.put(MISSED, name, Long.toString(now.getEpochSecond()).getBytes(StandardCharsets.US_ASCII));
            } else if (isOver(name, since.get(name), now)) {
                List.of(VERDICTS, NUMBERS, MISSED).forEach(space -> used.remove(space, name));
                missed.remove(name);
            }
        }
    }

    private static boolean isOver(String name, byte[] since, Instant now) {
        long seconds = understood(name, () -> Long.parseLong(new String(since, StandardCharsets.US_ASCII)))
                .orElse(0L);
        return now.getEpochSecond() - seconds >= MISSED_FOR.toSeconds();
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
    private Optional<byte[]> guarded(Object who, Work work) {
        try {
            return store.flatMap(work::with);
        } catch (UncheckedIOException e) {
            LOG.debug("{} is not remembered: {}", who, e.getMessage());
            return Optional.empty();
        }
    }
}
