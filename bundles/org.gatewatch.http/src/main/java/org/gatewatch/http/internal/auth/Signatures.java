package org.gatewatch.http.internal.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.gatewatch.http.internal.auth.Scheme.Signing;
import org.gatewatch.http.internal.door.Request;

/**
 * Checks signed requests. The body's hash is always ours, whatever a header says of it.
 *
 * @param keys who is known
 * @param schemes what may be used
 * @param window how far a request's date may be from now
 * @param clock that it is compared with
 */
record Signatures(KeyRing keys, List<Scheme> schemes, Duration window, InstantSource clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int DAY_LENGTH = 8;
    private static final Set<String> NOT_HEX = Set.of("UNSIGNED-PAYLOAD");

    /** Who signed. */
    Caller check(Request request, String header) throws Refusal {
        var authorization = Authorization.parse(header);
        var fitting = fitting(authorization);
        Scheme scheme = fitting.get(0);
        String time = request.header(scheme.headerPrefix() + "date")
                .orElseThrow(() -> Authorization.incomplete(scheme.headerPrefix() + "date is missing"));
        requireSigned(request, authorization, scheme);
        requireOwnHash(request, scheme);
        Key key = keys.required(authorization.keyId());
        var scope = authorization.hasCredential()
                ? authorization.scope().subList(1, authorization.scope().size())
                : List.<String>of();
        scheme.requireScope(scope, time.substring(0, Math.min(DAY_LENGTH, time.length())));
        requireNow(instant(time));
        var signing = new Signing(authorization.keyId(), key.secret(), scope, time, authorization.signedHeaders());
        if (fitting.stream()
                .noneMatch(it -> Hashes.areEqual(it.signature(request, signing), authorization.signature()))) {
            throw new Refusal(Kind.MISMATCH, "The signature is not the one that this request and key give");
        }
        return key.caller();
    }

    /** One, or its variants. */
    private List<Scheme> fitting(Authorization authorization) throws Refusal {
        var fitting = schemes.stream().filter(it -> it.isOf(authorization)).toList();
        if (fitting.isEmpty()) {
            throw Authorization.incomplete("the algorithm " + authorization.algorithm()
                    + " is not served; AWS4-HMAC-SHA256, SDK-HMAC-SHA256 and V11-HMAC-SHA256 are");
        }
        return fitting;
    }

    private static void requireSigned(Request request, Authorization authorization, Scheme scheme) throws Refusal {
        var signed = authorization.signedHeaders();
        for (String name : List.of("host", scheme.headerPrefix() + "date")) {
            if (!signed.contains(name)) {
                throw Authorization.incomplete("SignedHeaders must have " + name);
            }
        }
        for (String name : signed) {
            if (request.header(name).isEmpty()) {
                throw Authorization.incomplete("the signed header " + name + " is not there");
            }
        }
        for (String name : request.headerNames()) {
            if (scheme.signsAllItsHeaders() && name.startsWith(scheme.headerPrefix()) && !signed.contains(name)) {
                throw Authorization.incomplete("the header " + name + " must be signed");
            }
        }
    }

    private static void requireOwnHash(Request request, Scheme scheme) throws Refusal {
        if (request.header("x-amz-security-token").isPresent()
                || request.header("x-security-token").isPresent()) {
            throw new Refusal(Kind.BAD_TOKEN, "This gateway gives out no temporary keys");
        }
        var claimed = request.header(scheme.headerPrefix() + "content-sha256");
        if (claimed.isPresent() && NOT_HEX.contains(claimed.get())) {
            throw Authorization.incomplete("the body must be signed");
        }
        if (claimed.isPresent() && !Hashes.areEqual(claimed.get(), Hashes.sha256Hex(request.body()))) {
            throw new Refusal(Kind.MISMATCH, "The body is not the one that its hash is of");
        }
    }

    private static Instant instant(String time) throws Refusal {
        try {
            return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            var refusal = Authorization.incomplete("the date is not of the form 20260131T120000Z");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private void requireNow(Instant signedAt) throws Refusal {
        Instant now = clock.instant();
        if (Duration.between(signedAt, now).abs().compareTo(window) > 0) {
            throw new Refusal(
                    Kind.SKEWED,
                    "The request was signed at " + signedAt + ", and it is " + now + "; allowed are "
                            + window.toSeconds() + " s between them");
        }
    }
}
