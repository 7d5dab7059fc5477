package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every file of the test's configuration against what it is to come to: an {@code accepted-} file to no problem,
 * a {@code rejected-} file to the lines of the {@code .txt} beside it.
 */
class FilesByThemselvesTest {
    static Stream<Path> monitors() throws IOException {
        return files("monitors");
    }

    static Stream<Path> connections() throws IOException {
        return files("connections");
    }

    static Stream<Path> subnets() throws IOException {
        return files("subnets");
    }

    @ParameterizedTest
    @MethodSource({"connections", "subnets", "monitors"})
    void tellsAllProblemsOfFileWithExactWordsAndPlaces(Path file) {
        var read = new ConfigurationFolder(TestFiles.ROOT).read(file).orElseThrow();

        var told = read.problems().stream()
                .map(problem -> problem.toString().replace(file + ":", "").strip())
                .toList();

        assertEquals(String.join("\n", expected(file)), String.join("\n", told));
    }

    private static List<String> expected(Path file) {
        String name = file.getFileName().toString();
        if (name.startsWith("accepted-")) {
            return List.of();
        }
        try {
            return Files.readAllLines(file.resolveSibling(name.replace(".yaml", ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException("no expectation beside " + file, e);
        }
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(TestFiles.ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
