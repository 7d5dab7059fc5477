package org.gatewatch.shell.internal.control;

import com.google.gson.JsonObject;

/**
 * What the command line wants.
 *
 * @param resource {@code monitor}, {@code probe} or {@code connection}
 * @param operation {@code create}, {@code list}, {@code show}, {@code update}, {@code delete}, and of a connection
 *     {@code monitor}
 * @param name of the monitor, or the id of the connection; empty when none is meant
 * @param probe its id or name; empty when none is meant
 * @param settings in the files' words; null takes a key back
 * @param token with which a creation may be repeated; empty when none is
 */
public record ControlRequest(
        String resource, String operation, String name, String probe, JsonObject settings, String token) {
    /** One that is not repeated. */
    public ControlRequest(String resource, String operation, String name, String probe, JsonObject settings) {
        this(resource, operation, name, probe, settings, "");
    }

    public ControlRequest {
        name = name == null ? "" : name;
        probe = probe == null ? "" : probe;
        token = token == null ? "" : token;
        settings = settings == null ? new JsonObject() : settings;
    }
}
