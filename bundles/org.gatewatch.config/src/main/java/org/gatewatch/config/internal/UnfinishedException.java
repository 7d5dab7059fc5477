package org.gatewatch.config.internal;

import java.io.IOException;

/** A change takes so long that nobody waits for it any more; whether it was made is found out by looking. */
public final class UnfinishedException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfinishedException(String message, Exception cause) {
        super(message, cause);
    }
}
