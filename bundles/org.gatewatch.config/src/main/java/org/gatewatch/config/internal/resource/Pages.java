package org.gatewatch.config.internal.resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatewatch.api.resource.Page;

/** Parts of sorted lists; a token tells the last key that was shown. */
final class Pages {
    private static final String START = "after:";

    private Pages() {}

    /**
     * A part of a list.
     *
     * @param sorted by key
     * @param shown makes a view of each item that is in the part
     */
    static <T, V> Page<V> of(Stream<T> sorted, Function<T, String> key, Function<T, V> shown, PageRequest request) {
        String last = request.token().isEmpty() ? "" : last(request.token());
        List<T> rest = sorted.filter(item -> last.isEmpty() || key.apply(item).compareTo(last) > 0)
                .limit(request.limit() + 1L)
                .toList();
        boolean hasMore = rest.size() > request.limit();
        List<T> part = hasMore ? rest.subList(0, request.limit()) : rest;
        Optional<String> next = hasMore ? Optional.of(token(key.apply(part.get(part.size() - 1)))) : Optional.empty();
        return new Page<>(part.stream().map(shown).toList(), next);
    }

    /** How much of a list is wanted; refuses what cannot be. */
    record PageRequest(int limit, String token) {
        PageRequest {
            if (limit < 1) {
                throw Refusals.invalid("maxResults", Integer.toString(limit), "allowed is 1 or more");
            }
        }
    }

    private static String token(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((START + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String last(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(START)) {
                return text.substring(START.length());
            }
        } catch (IllegalArgumentException e) {
            throw refused(token, e);
        }
        throw refused(token, null);
    }

    private static RuntimeException refused(String token, Exception cause) {
        var refusal = Refusals.invalid("nextToken", token, "not a token that this gateway gave");
        if (cause != null) {
            refusal.addSuppressed(cause);
        }
        return refusal;
    }
}
