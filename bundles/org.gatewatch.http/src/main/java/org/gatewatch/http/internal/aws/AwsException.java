package org.gatewatch.http.internal.aws;

/** What is wrong with a request, in AWS's words. */
final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;

    AwsException(ErrorType type, String message) {
        super(message);
        this.type = type;
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorType.VALIDATION, message);
    }

    ErrorType type() {
        return type;
    }
}
