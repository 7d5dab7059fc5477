package org.gatewatch.api.desired;

import java.util.Objects;

/**
 * One thing that is wrong in a configuration file, with the place where a person mends it.
 *
 * @param file the file's path
 * @param line from 1; 0 when the problem is the file as a whole
 * @param column from 1; 0 when the problem is the file as a whole
 * @param key the key's path in the file, for example {@code probes[1].interval}; empty when no key is meant
 * @param value the offending text, cut to a readable length; empty when no value is meant, or when it is a secret
 * @param message what is wrong, and what is allowed: {@code out of range (allowed: 10ms to 1h)}
 * @param severity whether it keeps the file from being applied
 */
public record ConfigurationProblem(
        String file, int line, int column, String key, String value, String message, Severity severity) {
    /** What a problem comes to. */
    public enum Severity {
        /** The file is not applied. */
        ERROR,
        /** The file is applied; what it says is legal but unwise. */
        WARNING
    }

    public ConfigurationProblem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(severity, "severity");
    }

    /** An error. */
    public ConfigurationProblem(String file, int line, int column, String key, String value, String message) {
        this(file, line, column, key, value, message, Severity.ERROR);
    }

    /**
     * One line in the form of a compiler's: {@code file:line:column: key: 'value': what is wrong (allowed: …)}, with
     * {@code warning: } before the key when it is one.
     */
    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        text.append(severity == Severity.WARNING ? ": warning: " : ": ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
            if (!value.isEmpty()) {
                text.append('\'').append(value).append("': ");
            }
        }
        return text.append(message).toString();
    }
}
