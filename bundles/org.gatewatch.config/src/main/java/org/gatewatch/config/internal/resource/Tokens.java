package org.gatewatch.config.internal.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.api.state.StateStore;
import org.gatewatch.config.internal.yaml.Form;

/**
 * What was created with which token, for a day, so that a client may repeat a request whose answer it has not got. A token
 * is kept before its resource is made: should the power fail in between, the token leads to nothing and is used anew.
 */
final class Tokens {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MAX_TOKENS = 10_000;
    private static final String SPACE = "token";
    /** Time between two looks for old ones. */
    private static final Duration CLEAN_EVERY = Duration.ofHours(1);
    /** So many new ones are not waited for. */
    private static final int MANY = 500;

    private final Supplier<StateStore> store;
    private final InstantSource clock;
    private Instant cleaned = Instant.MIN; // this and the next: touched within changes only, one at a time
    private int sinceCleaned;

    /** What was created: the digest of the request, the name of what came of it, and when. */
    private record Entry(String digest, String result, Instant at) {
        /** Empty when the store has something else. */
        static Optional<Entry> of(byte[] stored) {
            var parts = new String(stored, StandardCharsets.UTF_8).split("\n", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Entry(parts[0], parts[1], Instant.parse(parts[2])))
                        : Optional.empty();
            } catch (DateTimeParseException e) {
                return Optional.empty(); // whoever asks tells
            }
        }

        byte[] bytes() {
            return (digest + "\n" + result + "\n" + at).getBytes(StandardCharsets.UTF_8);
        }
    }

    Tokens(Supplier<StateStore> store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The name of what was created with this token; empty when nothing was.
     *
     * @throws org.gatewatch.api.resource.ResourceException if it was created with other settings, or what is known of it
     *     is damaged: what came of it must not be made twice
     */
    Optional<String> earlier(String operation, String token, Settings settings) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var entry = store.get()
                .get(SPACE, key(operation, token))
                .map(stored -> Entry.of(stored).orElseThrow(Refusals::damagedToken))
                .filter(this::isGood);
        entry.filter(it -> !it.digest().equals(digest(settings))).ifPresent(it -> {
            throw Refusals.conflict("this token was used at " + it.at() + " for a request with other settings");
        });
        return entry.map(Entry::result);
    }

    void keep(String operation, String token, Settings settings, String result) {
        if (token.isEmpty()) {
            return;
        }
        var entry = new Entry(digest(settings), result, clock.instant());
        store.get().put(SPACE, key(operation, token), entry.bytes());
        store.get().flush();
        cleanIfDue();
    }

    void forget(String operation, String token) {
        if (!token.isEmpty()) {
            store.get().remove(SPACE, key(operation, token));
        }
    }

    private void cleanIfDue() {
        Instant now = clock.instant();
        if (++sinceCleaned >= MANY || now.isBefore(cleaned) || cleaned.isBefore(now.minus(CLEAN_EVERY))) {
            sinceCleaned = 0;
            cleaned = now;
            clean();
        }
    }

    /** Forgets what is too old or damaged, and of too many the oldest. */
    private void clean() {
        var entries = new ArrayList<Map.Entry<String, Entry>>();
        store.get().all(SPACE).forEach((key, stored) -> Entry.of(stored)
                .ifPresentOrElse(entry -> entries.add(Map.entry(key, entry)), () -> store.get()
                        .remove(SPACE, key)));
        entries.sort(Comparator.comparing(entry -> entry.getValue().at()));
        for (int i = 0; i < entries.size(); i++) {
            if (!isGood(entries.get(i).getValue()) || entries.size() - i > MAX_TOKENS) {
                store.get().remove(SPACE, entries.get(i).getKey());
            }
        }
    }

    private boolean isGood(Entry entry) {
        return Duration.between(entry.at(), clock.instant()).compareTo(KEPT) < 0;
    }

    private static String key(String operation, String token) {
        return digest(operation + "\n" + token);
    }

    private static String digest(Settings settings) {
        var text = new StringBuilder();
        appendCanonical(settings, text);
        return digest(text.toString());
    }

    /** The same text for the same request: keys in their order, and text in quotes, or it could be taken for two. */
    private static void appendCanonical(Object value, StringBuilder text) {
        if (value instanceof Settings settings) {
            appendCanonical(settings.values(), text);
        } else if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, Object>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
            text.append('{');
            sorted.forEach((key, each) -> {
                text.append(Form.quoted(key)).append(':');
                appendCanonical(each, text);
                text.append(',');
            });
            text.append('}');
        } else if (value instanceof Collection<?> list) {
            text.append('[');
            list.forEach(each -> {
                appendCanonical(each, text);
                text.append(',');
            });
            text.append(']');
        } else {
            text.append(Form.quoted(value.toString()));
        }
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
