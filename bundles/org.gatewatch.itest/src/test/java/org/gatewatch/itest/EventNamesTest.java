package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every line of the log begins with the name of an event, and EVENTS.md tells all of them: who says it, and how loud. */
class EventNamesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern CALL =
            Pattern.compile("\\b(?i:log)\\s*\\.(info|warn|error)\\(\\s*(\"[^\"]*\"|[^,)]*)");
    private static final Pattern SAID = Pattern.compile("LogLines\\.(say|warn|error)\\(\\s*(\"[^\"]*\"|[^,)]*)");
    /** Past the form of all lines; what the command line answers is no line of the log. */
    private static final Pattern PRINTED = Pattern.compile("System\\.(out|err)\\.print\\w*\\(\\s*(\"[^\"]*\"|[^,)]*)");

    private static final Pattern TEXT = Pattern.compile("\"([a-z]+(?:-[a-z]+)*): .*\"", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| ([^|]+) \\| .+ \\|$");

    @Test
    void allAreOnThePageAndNoOthers() throws IOException {
        var logged = new TreeSet<String>();
        for (Path file : sources()) {
            String source = Files.readString(file);
            boolean isCommand = file.toString().contains("/shell/internal/cli/");
            boolean isForm = file.endsWith("LogLines.java");
            Stream.of(CALL, SAID, PRINTED)
                    .filter(pattern -> pattern != PRINTED || !isCommand && !isForm)
                    .flatMap(pattern -> pattern.matcher(source).results())
                    .map(call -> event(file, call))
                    .forEach(logged::add);
        }
        assertEquals(String.join("\n", told()), String.join("\n", logged));
    }

    private static String event(Path file, MatchResult call) {
        var text = TEXT.matcher(call.group(2));
        String name = text.matches() ? text.group(1) : "no event: " + call.group(2);
        String level = call.group(1).equals("say") ? "INFO" : call.group(1).toUpperCase(Locale.ROOT);
        return name + " " + bundle(file) + " " + level;
    }

    private static String bundle(Path source) {
        return ROOT.resolve("bundles").relativize(source).getName(0).toString().replace("org.gatewatch.", "");
    }

    /** Each row's event, for each of its bundles and levels. */
    private static Set<String> told() throws IOException {
        var told = new TreeSet<String>();
        var row = ROW.matcher(Files.readString(ROOT.resolve("distribution/src/main/docs/EVENTS.md")));
        while (row.find()) {
            for (String bundle : row.group(2).split(", ", -1)) {
                for (String level : row.group(3).split(", ", -1)) {
                    told.add(row.group(1) + " " + bundle.strip() + " " + level.strip());
                }
            }
        }
        return told;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("bundles"))) {
            return files.filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
                    .filter(file -> !file.toString().contains("org.gatewatch.testkit")
                            && !file.toString().contains("org.gatewatch.itest"))
                    .toList();
        }
    }
}
