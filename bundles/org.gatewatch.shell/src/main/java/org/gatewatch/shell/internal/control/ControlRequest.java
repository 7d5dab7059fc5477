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
 */
public record ControlRequest(String resource, String operation, String name, String probe, JsonObject settings) {
    public ControlRequest {
        name = name == null ? "" : name;
        probe = probe == null ? "" : probe;
        settings = settings == null ? new JsonObject() : settings;
    }
}
