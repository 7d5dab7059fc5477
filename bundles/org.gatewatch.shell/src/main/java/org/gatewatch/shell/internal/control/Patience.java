package org.gatewatch.shell.internal.control;

import java.time.Duration;

/**
 * How long the other side of a connection is waited for. What this side itself takes is not counted.
 *
 * @param idle for how long nothing may come or go
 * @param whole for how long it is waited for in all: who reads slowly keeps reports alive that the engine has replaced
 */
public record Patience(Duration idle, Duration whole) {
    private static final Duration EVER = Duration.ofDays(1);

    /** Of who reads an answer, however long that is. */
    public static Patience of(Duration idle) {
        return new Patience(idle, EVER);
    }
}
