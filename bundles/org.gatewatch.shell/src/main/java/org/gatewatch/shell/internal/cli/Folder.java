package org.gatewatch.shell.internal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Folders as they are given on the command line. */
final class Folder {
    private Folder() {}

    /** The folder that was given, or the image's own; wrong usage when it is not there. */
    static Path existing(String option, Path given, Path otherwise, CommandLine commandLine) {
        Path folder = given == null ? otherwise : given;
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(commandLine, option + " " + folder + ": there is no such folder");
        }
        return folder;
    }
}
