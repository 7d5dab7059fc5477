package org.gatewatch.api.resource;

import java.util.List;

/** Why a request was not carried out. Nothing was changed, neither in a file nor in what runs, unless the message says so. */
public final class ResourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final transient List<InvalidField> fields;

    /** What a client can do about it. */
    public enum Kind {
        /** The request says something that is not allowed: {@link ResourceException#fields()} tells what. */
        VALIDATION,
        /** It does not fit what is there: a name that is taken, something that others still need. */
        CONFLICT,
        /** There is no such thing. */
        NOT_FOUND,
        /** There would be more than the gateway allows, or has memory for. */
        QUOTA,
        /** It stands in a file that a person wrote; the message names that file. */
        READ_ONLY,
        /**
         * The gateway could not write it down, for example because the disk is full, or not in time; the message says why,
         * and when it is not known whether anything was changed.
         */
        INTERNAL
    }

    /**
     * A value that is not allowed.
     *
     * @param field the way to it in the request, for example {@code probes[1].interval}; empty when no field is meant
     * @param value the offending text, cut to a readable length
     * @param allowed what is wrong and what is allowed
     */
    public record InvalidField(String field, String value, String allowed) {
        @Override
        public String toString() {
            String shown = value.isEmpty() ? field : field + " '" + value + "'";
            return shown.isEmpty() ? allowed : shown + ": " + allowed;
        }
    }

    /**
     * One of any kind.
     *
     * @param kind what a client can do about it
     * @param message for a person
     */
    public ResourceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.fields = List.of();
    }

    /** One that says why the disk did not take it. */
    public ResourceException(String message, Throwable cause) {
        super(message, cause);
        this.kind = Kind.INTERNAL;
        this.fields = List.of();
    }

    /** One of {@link Kind#VALIDATION}; its message tells of all fields. */
    public ResourceException(List<InvalidField> fields) {
        super(String.join("; ", fields.stream().map(InvalidField::toString).toList()));
        this.kind = Kind.VALIDATION;
        this.fields = List.copyOf(fields);
    }

    public Kind kind() {
        return kind;
    }

    /** Everything that is wrong with the request; empty unless its kind is {@link Kind#VALIDATION}. */
    public List<InvalidField> fields() {
        return fields == null ? List.of() : fields;
    }
}
