package org.gatewatch.shell.internal.cli;

/** No running instance answered; the message is for the operator. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
