package org.gatewatch.config.internal.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.api.state.StateStore;

/**
 * What was created with which token, for a day, so that a client may repeat a request whose answer it has not got. A token
 * is kept before its resource is made: should the power fail in between, the token leads to nothing and is used anew.
 */
final class Tokens {
    static final Duration KEPT = Duration.ofHours(24);
    static final int MAX_TOKENS = 10_000;
    private static final String SPACE = "token";
    /** So many new tokens between two looks for old ones. */
    private static final int CLEAN_EVERY = 500;

    private final Supplier<StateStore> store;
    private final InstantSource clock;
    private int sinceCleaned;

    /** What was created: the digest of the request, the name of what came of it, and when. */
    private record Entry(String digest, String result, Instant at) {
        static Entry of(byte[] stored) {
            var parts = new String(stored, StandardCharsets.UTF_8).split("\n", 3);
            return new Entry(parts[0], parts[1], Instant.parse(parts[2]));
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
     * @throws org.gatewatch.api.resource.ResourceException if it was created with other settings
     */
    Optional<String> earlier(String operation, String token, Settings settings) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var entry = store.get().get(SPACE, key(operation, token)).map(Entry::of).filter(this::isGood);
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
        if (++sinceCleaned >= CLEAN_EVERY) {
            sinceCleaned = 0;
            clean();
        }
    }

    void forget(String operation, String token) {
        if (!token.isEmpty()) {
            store.get().remove(SPACE, key(operation, token));
        }
    }

    /** Forgets what is too old, and of too many the oldest. */
    private void clean() {
        var entries = new ArrayList<Map.Entry<String, Entry>>();
        store.get().all(SPACE).forEach((key, stored) -> entries.add(Map.entry(key, Entry.of(stored))));
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
        return digest(new TreeMap<>(settings.values()).toString());
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
