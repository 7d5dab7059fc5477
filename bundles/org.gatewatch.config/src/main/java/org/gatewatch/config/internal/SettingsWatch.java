package org.gatewatch.config.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gatewatch.api.desired.ConfigurationProblem;

/**
 * Tells what is wrong with the settings ({@code *.cfg}), which Config Admin takes as they are: a component with a bad value
 * does not start, and a key that nobody knows is left out. Checked anew when a file has changed and is still. Confined to
 * one thread.
 */
final class SettingsWatch {
    private final Path folder;
    private final Supplier<List<ConfigurationProblem>> check;
    private Map<Path, FileStamp> atLastLook = Map.of();
    private Map<Path, FileStamp> checked = Map.of();
    private List<ConfigurationProblem> problems = List.of();

    /** @param check looks at all files of the folder */
    SettingsWatch(Path folder, Supplier<List<ConfigurationProblem>> check) {
        this.folder = folder;
        this.check = check;
    }

    /** What is wrong as far as is known. */
    List<ConfigurationProblem> problems() {
        return problems;
    }

    /** Looks at all files; whether other things are wrong now. */
    boolean look() {
        Map<Path, FileStamp> now = stamps();
        boolean areStill = now.equals(atLastLook);
        atLastLook = now;
        return areStill && !now.equals(checked) && check(now);
    }

    /** The same without waiting for stillness. */
    boolean lookAtOnce() {
        atLastLook = stamps();
        return check(atLastLook);
    }

    /** Whether all that was seen has been checked. */
    boolean isAtRest() {
        return atLastLook.equals(checked);
    }

    private boolean check(Map<Path, FileStamp> now) {
        checked = now;
        List<ConfigurationProblem> before = problems;
        problems = List.copyOf(check.get());
        return !problems.equals(before);
    }

    private Map<Path, FileStamp> stamps() {
        var stamps = new HashMap<Path, FileStamp>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cfg")) {
            files.forEach(file -> stamps.put(file, FileStamp.of(file)));
        } catch (IOException | DirectoryIteratorException e) {
            return atLastLook; // who lists the YAML files tells
        }
        return stamps;
    }
}
