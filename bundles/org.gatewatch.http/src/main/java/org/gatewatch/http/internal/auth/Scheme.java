package org.gatewatch.http.internal.auth;

import java.util.List;
import org.gatewatch.http.internal.door.Request;

/** One way to sign a request. */
interface Scheme {
    /** Whether a header is of this scheme. */
    boolean isOf(Authorization authorization);

    /** Names of headers that this scheme gives meaning to begin with it: {@code x-amz-} or {@code x-sdk-}. */
    String headerPrefix();

    /** Whether every header that begins so must be signed. */
    default boolean signsAllItsHeaders() {
        return false;
    }

    /** The signature that is right. */
    String signature(Request request, Signing signing);

    /**
     * Refuses a scope that is not for us.
     *
     * @param scope as the header says it, after the key's id
     * @param day as the date header says it
     */
    void requireScope(List<String> scope, String day) throws Refusal;

    /**
     * What goes into a signature beside the request.
     *
     * @param keyId whose key
     * @param secret the key's
     * @param scope as the header says it, after the key's id; empty without a scope
     * @param time as the date header says it
     * @param signedHeaders names in lower case, in the header's order
     */
    record Signing(String keyId, String secret, List<String> scope, String time, List<String> signedHeaders) {}

    static void require(boolean fits, String what) throws Refusal {
        if (!fits) {
            throw new Refusal(Refusal.Kind.INCOMPLETE, "The credential's scope does not fit: " + what);
        }
    }
}
