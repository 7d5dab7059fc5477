package org.gatewatch.shell.internal.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import picocli.CommandLine;

/** Folders as they are given on the command line. */
final class Folder {
    private Folder() {}

    /** The folder that was given, or the image's own; wrong usage when it is not there. */
    static Path existing(String option, Path given, Path otherwise, CommandLine commandLine) {
        Path folder = given == null ? otherwise : given;
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(commandLine, option + " " + folder + ": " + reason(folder));
        }
        return folder;
    }

    private static String reason(Path folder) {
        try {
            Files.readAttributes(folder, BasicFileAttributes.class);
            return "it is no folder";
        } catch (AccessDeniedException e) {
            return "it belongs to somebody else; run this as its owner";
        } catch (IOException e) {
            return "there is no such folder";
        }
    }
}
