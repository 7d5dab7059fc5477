package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** PROMISES.md tells nothing but the truth: what it names is there. */
class PromisesTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*`\\w+#\\w+`");

    private final String promises = read(ROOT.resolve("distribution/src/main/docs/PROMISES.md"));

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        var sources = new TreeMap<String, String>();
        for (Path folder : List.of(ROOT.resolve("bundles"), ROOT.resolve("distribution"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
                        .forEach(file -> sources.merge(className(file), read(file), String::concat));
            }
        }
        List<String> missing = TEST.matcher(promises)
                .results()
                .filter(test -> !isTest(sources.getOrDefault(test.group(1), ""), test.group(2)))
                .map(MatchResult::group)
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void keepsEveryPromiseByATest() {
        List<String> rows =
                ROW.matcher(promises).results().map(row -> row.group(1)).toList();
        List<String> promised = IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 18, 19)
                .mapToObj(Integer::toString)
                .toList();
        assertTrue(rows.containsAll(promised), rows::toString);
    }

    private static boolean isTest(String source, String method) {
        return Pattern.compile("@(Test|ParameterizedTest|TestFactory)\\b[^;{}]*\\b" + method + "\\(")
                .matcher(source.replaceAll("//.*", "").replaceAll("\\{[^{}\\n]*}", ""))
                .find();
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
