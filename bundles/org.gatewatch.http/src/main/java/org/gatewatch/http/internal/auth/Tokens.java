package org.gatewatch.http.internal.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keystone's tokens that were given out. They are good for a day, or until the gateway is started anew; of more than a
 * thousand the oldest is no longer good. Only their hashes are kept. Thread-safe.
 */
public final class Tokens {
    /** How long one is good. */
    public static final Duration LIFE = Duration.ofHours(24);

    private static final int MAX_TOKENS = 1_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final InstantSource clock;
    private final Map<String, Issued> issued = new LinkedHashMap<>(); // guarded by itself

    /**
     * A token that is good.
     *
     * @param caller whose it is
     * @param isForDomain whether it was asked for a domain instead of a project
     * @param issuedAt when
     * @param expiresAt until when it is good
     */
    public record Issued(Caller caller, boolean isForDomain, Instant issuedAt, Instant expiresAt) {}

    public Tokens(InstantSource clock) {
        this.clock = clock;
    }

    /** A new one. */
    public String issue(Caller caller, boolean isForDomain) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        synchronized (issued) {
            dropOld(now);
            issued.put(Hashes.sha256Hex(token), new Issued(caller, isForDomain, now, now.plus(LIFE)));
        }
        return token;
    }

    /** What a token stands for, while it is good. */
    public Optional<Issued> find(String token) {
        synchronized (issued) {
            return Optional.ofNullable(issued.get(Hashes.sha256Hex(token)))
                    .filter(it -> clock.instant().isBefore(it.expiresAt()));
        }
    }

    private void dropOld(Instant now) {
        issued.values().removeIf(it -> it.expiresAt().isBefore(now));
        if (issued.size() >= MAX_TOKENS) {
            issued.remove(issued.keySet().iterator().next());
        }
    }
}
