package org.gatewatch.shell.internal.control;

import com.google.gson.JsonObject;

/**
 * What the command line wants: a line of JSON. An empty line stands for {@code status}.
 *
 * @param resource {@code status}, {@code history}, {@code completion}, or {@code monitor}, {@code probe} or
 *     {@code connection}
 * @param operation of the last three {@code create}, {@code list}, {@code show}, {@code update}, {@code delete}, and of a
 *     connection {@code monitor}; of {@code completion} whose names
 * @param name of the monitor, or the name or id of the connection; empty when none is meant
 * @param probe its id or name; empty when none is meant
 * @param settings in the files' words; null takes a key back. Of {@code history} the question
 * @param token with which a creation may be repeated; empty when none is
 */
public record ControlRequest(
        String resource, String operation, String name, String probe, JsonObject settings, String token) {
    public ControlRequest {
        resource = orEmpty(resource);
        operation = orEmpty(operation);
        name = orEmpty(name);
        probe = orEmpty(probe);
        token = orEmpty(token);
        settings = settings == null ? new JsonObject() : settings;
    }

    /** One that is not repeated. */
    public ControlRequest(String resource, String operation, String name, String probe, JsonObject settings) {
        this(resource, operation, name, probe, settings, "");
    }

    /** One that names nothing and sets nothing. */
    public ControlRequest(String resource, String operation) {
        this(resource, operation, "", "", new JsonObject());
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
