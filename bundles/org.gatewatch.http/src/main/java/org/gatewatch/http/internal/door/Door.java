package org.gatewatch.http.internal.door;

import org.gatewatch.http.internal.auth.Caller;
import org.gatewatch.http.internal.auth.Refusal;

/** One API: knows its paths, its operations and how it says that something is wrong. Thread-safe. */
public interface Door {
    /** Whether a path is of this API. */
    boolean serves(Request request);

    /** Whether it is answered without asking who asks; only what gives out tokens, and what is public anyway. */
    default boolean isOpen(Request request) {
        return false;
    }

    /** What an authenticated request gets. Wrong requests are answered, too: nothing is thrown for them. */
    Answer answer(Request request, Caller caller);

    /** What a request gets whose sender is not who they say, in the words of this API. */
    Answer refuse(Request request, Refusal refusal);

    /** What a request gets when we failed. */
    Answer failed(Request request);
}
