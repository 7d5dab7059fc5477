package org.gatewatch.http.internal.auth;

/** Why somebody is not let in. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with what they showed. */
    public enum Kind {
        /** They did not say who they are. */
        MISSING,
        /** They said it in a way that cannot be read, or is not allowed here. */
        INCOMPLETE,
        /** Nobody is known by that key. */
        UNKNOWN_KEY,
        /** The signature does not fit the request, or the password the user. */
        MISMATCH,
        /** The request was signed too long ago, or in the future. */
        SKEWED,
        /** The token is not one that is good. */
        BAD_TOKEN,
        /** They may not do that. */
        FORBIDDEN,
        /** The same signed request changed something already. */
        REPLAYED,
        /** Too many requests. */
        THROTTLED
    }

    /**
     * A refusal.
     *
     * @param kind what is wrong
     * @param message for a person; says nothing that would help to guess
     */
    public Refusal(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
