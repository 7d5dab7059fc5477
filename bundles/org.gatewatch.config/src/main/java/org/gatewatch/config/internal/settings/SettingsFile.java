package org.gatewatch.config.internal.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A {@code .cfg} file: Java properties in ISO 8859-1, as File Install reads it, with the line of each key. */
final class SettingsFile {
    /**
     * One key.
     *
     * @param line from 1
     * @param column from 1
     */
    record Setting(int line, int column, String key, String value) {}

    /** There is a malformed escape. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        MalformedException(int line, IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    private SettingsFile() {}

    static List<Setting> read(Path file) throws IOException, MalformedException {
        String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\r\n|\n|\r", -1);
        var settings = new ArrayList<Setting>();
        for (int i = 0; i < lines.length; i++) {
            int first = i;
            var logical = new StringBuilder(lines[i]);
            while (!isComment(lines[first]) && continues(lines[i]) && i + 1 < lines.length) {
                logical.append('\n').append(lines[++i]);
            }
            int column = 1 + lines[first].length() - lines[first].stripLeading().length();
            load(logical.toString(), first + 1)
                    .forEach(
                            (key, value) -> settings.add(new Setting(first + 1, column, (String) key, (String) value)));
        }
        return settings;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    /** A line goes on in the next when an odd number of backslashes ends it. */
    private static boolean continues(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private static Properties load(String logicalLine, int line) throws IOException, MalformedException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(logicalLine));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(line, e);
        }
        return properties;
    }
}
