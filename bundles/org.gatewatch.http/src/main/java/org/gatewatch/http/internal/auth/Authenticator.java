package org.gatewatch.http.internal.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gatewatch.http.internal.auth.Refusal.Kind;
import org.gatewatch.http.internal.door.Request;
import org.gatewatch.http.internal.door.Request.Parameter;

/** Finds out who asks: by a signature, a token, or name and secret. Thread-safe. */
public final class Authenticator {
    private static final String BASIC = "Basic ";
    private static final Comparator<Parameter> AS_SENT = Comparator.comparing(Parameter::name); // equal among one name
    private static final Comparator<Parameter> SORTED = Comparator.comparing(Parameter::value);

    private final KeyRing keys;
    private final Tokens tokens;
    private final Signatures signatures;

    /**
     * One for some keys.
     *
     * @param region that AWS's and Huawei's clients must sign for; empty for any
     * @param window how far a request's date may be from now
     */
    public Authenticator(KeyRing keys, Tokens tokens, String region, Duration window, InstantSource clock) {
        this.keys = keys;
        this.tokens = tokens;
        var schemes = List.<Scheme>of(
                new AwsSigV4(region),
                new HuaweiSimple(AS_SENT),
                new HuaweiSimple(SORTED),
                new HuaweiDerived(region, AS_SENT),
                new HuaweiDerived(region, SORTED),
                new OtcLegacy());
        this.signatures = new Signatures(keys, schemes, window, clock);
    }

    /**
     * Who sent a request.
     *
     * @throws Refusal if they did not show it
     * @throws IllegalArgumentException if path or query are not percent-encoded UTF-8
     */
    public Caller authenticate(Request request) throws Refusal {
        var authorization = request.header("authorization");
        if (authorization.isPresent() && authorization.get().startsWith(BASIC)) {
            return basic(authorization.get().substring(BASIC.length()));
        }
        if (authorization.isPresent()) {
            return signatures.check(request, authorization.get());
        }
        String token = request.header("x-auth-token")
                .orElseThrow(() -> new Refusal(Kind.MISSING, "The request is not signed, and has no token"));
        return tokens.find(token)
                .orElseThrow(() -> new Refusal(Kind.BAD_TOKEN, "The token is not good, or not any more"))
                .caller();
    }

    /** Whoever has this name and secret. */
    public Caller withPassword(String name, String password) throws Refusal {
        return keys.withPassword(name, password)
                .orElseThrow(() -> new Refusal(Kind.MISMATCH, "User and password do not fit"));
    }

    private Caller basic(String encoded) throws Refusal {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0) {
                return withPassword(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        throw malformed(null);
    }

    private static Refusal malformed(IllegalArgumentException cause) {
        var refusal = new Refusal(Kind.INCOMPLETE, "Basic: needed is base64 of user:secret");
        Optional.ofNullable(cause).ifPresent(refusal::initCause);
        return refusal;
    }
}
