package org.gatewatch.monitor.internal.names;

import java.util.concurrent.Executor;

/** Who asks for names and waits for the answer. */
public interface Workers extends Executor, AutoCloseable {
    /** So many of them hang at present, and others should take their places. */
    default void hanging(int workers) {
        // nobody takes anybody's place
    }

    @Override
    default void close() {
        // nobody waits
    }
}
