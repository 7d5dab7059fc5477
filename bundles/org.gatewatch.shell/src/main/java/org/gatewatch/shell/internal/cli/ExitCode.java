package org.gatewatch.shell.internal.cli;

/** How a command ended, for scripts. 0 is picocli's success, 2 is its answer to wrong usage. */
final class ExitCode {
    static final int GOOD = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CANNOT_PROBE = 3;
    static final int NOT_RUNNING = 4;
    /** Not terraform's 2, which is wrong usage here and must not be taken for a plan. */
    static final int CHANGES = 5;

    static final int ATTENTION = 6;

    private ExitCode() {}
}
