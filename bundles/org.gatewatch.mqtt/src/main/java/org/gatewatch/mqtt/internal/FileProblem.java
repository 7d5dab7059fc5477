package org.gatewatch.mqtt.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, in words: for what operators meet most the JDK's exceptions say nothing but the path. */
final class FileProblem {
    private FileProblem() {}

    static IOException of(Path file, FileSystemException e) {
        return new IOException(text(file, e), e);
    }

    private static String text(Path file, FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return file + " is not there";
        }
        if (e instanceof AccessDeniedException) {
            String user = System.getProperty("user.name");
            return file + " cannot be read by this user (allowed: a file of " + user
                    + " in folders that it may enter): chown " + user + " " + file;
        }
        return e.getMessage();
    }
}
