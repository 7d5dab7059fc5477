package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who we are to the broker.
 *
 * @param username not empty
 * @param password empty when the broker wants none, or the file has it
 * @param passwordFile whose first line is the password; read for each connection, so that it can be changed meanwhile
 */
record Credentials(String username, String password, Optional<Path> passwordFile) {
    /** The password of now; empty when the broker wants none. */
    String currentPassword() throws IOException {
        return passwordFile.isPresent() ? SecretFile.firstLine(passwordFile.get()) : password;
    }

    /** Leaves the password out, so that no log line can show it. */
    @Override
    public String toString() {
        return username;
    }
}
