package org.gatewatch.http.internal.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an {@code Authorization} header of a signed request says.
 *
 * @param algorithm its first word
 * @param words the rest: {@code Credential} or {@code Access}, {@code SignedHeaders}, {@code Signature}
 */
record Authorization(String algorithm, Map<String, String> words) {
    private static final List<String> NEEDED = List.of("SignedHeaders", "Signature");

    static Authorization parse(String header) throws Refusal {
        int space = header.indexOf(' ');
        if (space < 0) {
            throw incomplete("it has no parts");
        }
        var words = new TreeMap<String, String>();
        for (String part : header.substring(space + 1).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0
                    || words.put(
                                    part.substring(0, equals).strip(),
                                    part.substring(equals + 1).strip())
                            != null) {
                throw incomplete("'" + part + "' is wrong or there twice");
            }
        }
        for (String word : NEEDED) {
            if (words.getOrDefault(word, "").isEmpty()) {
                throw incomplete(word + " is missing");
            }
        }
        if (words.containsKey("Credential") == words.containsKey("Access")) {
            throw incomplete("one of Credential and Access is needed");
        }
        return new Authorization(header.substring(0, space), words);
    }

    String word(String name) {
        return words.getOrDefault(name, "");
    }

    String signature() {
        return word("Signature");
    }

    List<String> signedHeaders() {
        return Arrays.asList(word("SignedHeaders").split(";", -1));
    }

    /** The scope that the key is derived for: key id, date, region, service and what ends it. */
    List<String> scope() {
        return Arrays.asList(word("Credential").split("/", -1));
    }

    boolean hasCredential() {
        return words.containsKey("Credential");
    }

    String keyId() {
        return hasCredential() ? scope().get(0) : word("Access");
    }

    static Refusal incomplete(String what) {
        return new Refusal(Refusal.Kind.INCOMPLETE, "The Authorization header cannot be used: " + what);
    }
}
