package org.gatewatch.http.internal.auth;

import java.util.Objects;

/**
 * Who asks, and what they may.
 *
 * @param key their access key id
 * @param user the name they have for Keystone; the same as {@code key} when none is given
 * @param mayWrite whether they may change anything
 * @param prefix what the names of monitors begin with that they see and change; empty for all
 */
public record Caller(String key, String user, boolean mayWrite, String prefix) {
    /** Somebody who has not said who they are. */
    public static final Caller NOBODY = new Caller("", "", false, "");

    public Caller {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(prefix, "prefix");
    }

    public boolean maySee(String monitorName) {
        return monitorName.startsWith(prefix);
    }

    /** Whether every monitor is theirs to see: what belongs to no monitor is only for them. */
    public boolean seesAll() {
        return prefix.isEmpty();
    }
}
