package org.gatewatch.shell.internal.cli;

/** The running instance did not do what was asked for; the message is for the operator. */
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedRequest(String message) {
        super(message);
    }
}
