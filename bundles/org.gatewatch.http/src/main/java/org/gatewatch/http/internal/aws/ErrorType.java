package org.gatewatch.http.internal.aws;

import org.gatewatch.http.internal.auth.Refusal;

/** What is told to clients: those that the model of {@code networkmonitor} has, and those that every service has. */
enum ErrorType {
    VALIDATION(400, "ValidationException"),
    SERIALIZATION(400, "SerializationException"),
    QUOTA(402, "ServiceQuotaExceededException"),
    ACCESS_DENIED(403, "AccessDeniedException"),
    NOT_FOUND(404, "ResourceNotFoundException"),
    UNKNOWN_OPERATION(404, "UnknownOperationException"),
    CONFLICT(409, "ConflictException"),
    THROTTLING(429, "ThrottlingException"),
    INTERNAL(500, "InternalServerException"),
    UNKNOWN_CLIENT(403, "UnrecognizedClientException"),
    INVALID_SIGNATURE(403, "InvalidSignatureException"),
    INCOMPLETE_SIGNATURE(400, "IncompleteSignatureException"),
    MISSING_TOKEN(403, "MissingAuthenticationTokenException"),
    EXPIRED_TOKEN(403, "ExpiredTokenException");

    private final int status;
    private final String text;

    ErrorType(int status, String text) {
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    String text() {
        return text;
    }

    static ErrorType of(Refusal.Kind kind) {
        return switch (kind) {
            case MISSING -> MISSING_TOKEN;
            case INCOMPLETE -> INCOMPLETE_SIGNATURE;
            case UNKNOWN_KEY -> UNKNOWN_CLIENT;
            case MISMATCH, SKEWED, REPLAYED -> INVALID_SIGNATURE;
            case BAD_TOKEN -> EXPIRED_TOKEN;
            case FORBIDDEN -> ACCESS_DENIED;
            case THROTTLED -> THROTTLING;
        };
    }
}
