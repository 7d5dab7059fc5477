package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
    private static final Path FILE = Path.of("/etc/gatewatch/broker.pem");

    @TempDir
    Path folder;

    /** Thrown by hand: root, as whom tests run, is denied nothing. */
    @Test
    void saysWhoseFileItHasToBe() {
        String user = System.getProperty("user.name");
        assertEquals(
                FILE + " cannot be read by this user (allowed: a file of " + user
                        + " in folders that it may enter): chown " + user + " " + FILE,
                FileProblem.of(FILE, new AccessDeniedException(FILE.toString())).getMessage());
    }

    @Test
    void passesOnWhatTheJdkSaysOfTheRest() {
        assertEquals(
                FILE + ": Input/output error",
                FileProblem.of(FILE, new FileSystemException(FILE.toString(), null, "Input/output error"))
                        .getMessage());
    }

    @Test
    void saysThatATrustFileIsNotThere() {
        Path missing = folder.resolve("ca.pem");
        var tls = new TlsSettings(Optional.of(missing), Optional.empty(), List.of());
        assertEquals(
                missing + " is not there",
                assertThrows(IOException.class, tls::sockets).getMessage());
    }
}
