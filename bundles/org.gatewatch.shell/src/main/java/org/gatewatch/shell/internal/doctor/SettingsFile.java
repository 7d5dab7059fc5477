package org.gatewatch.shell.internal.doctor;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A {@code .cfg} file as File Install reads it, without its references.
 *
 * @param name of the file
 * @param values in it
 */
record SettingsFile(String name, Properties values) {
    /** The files of one PID and of its further instances, {@code PID-NAME.cfg}, that can be read. */
    static List<SettingsFile> of(Path config, String pid) {
        try (Stream<Path> files = Files.list(config)) {
            return files.filter(file ->
                            file.getFileName().toString().matches(java.util.regex.Pattern.quote(pid) + "(-.*)?\\.cfg"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            return List.of(); // the check of the configuration tells
        }
    }

    /** What the file says, or the default; never blank but for a blank default. */
    String value(String key, String usual) {
        String value = values.getProperty(key, usual).strip();
        return value.isEmpty() ? usual : value;
    }

    /** The same of a key for which blank means something. */
    String valueOrBlank(String key, String usual) {
        return values.getProperty(key, usual).strip();
    }

    /** Of {@code PID-NAME.cfg} the name, of {@code PID.cfg} {@code default}. */
    String instance() {
        int hyphen = name.indexOf('-');
        return hyphen < 0 ? "default" : name.substring(hyphen + 1, name.length() - ".cfg".length());
    }

    boolean isOn(String key, boolean usual) {
        return value(key, String.valueOf(usual)).equals("true");
    }

    private static Optional<SettingsFile> read(Path file) {
        var values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return Optional.of(new SettingsFile(file.getFileName().toString(), values));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // the check of the configuration tells
        }
    }
}
