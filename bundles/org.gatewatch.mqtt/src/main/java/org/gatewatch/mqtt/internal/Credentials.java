package org.gatewatch.mqtt.internal;

/**
 * Who we are to the broker.
 *
 * @param username not empty
 * @param password empty when the broker wants none
 */
record Credentials(String username, String password) {
    /** Leaves the password out, so that no log line can show it. */
    @Override
    public String toString() {
        return username;
    }
}
