package org.gatewatch.config.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it ends in problems or in a state that runs; never in an exception, never in no answer. */
class MutatedFilesTest {
    private static final int MUTANTS = 400;
    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a ",
        "- ",
        ": ",
        "\n",
        "\t",
        "\"",
        "'",
        "|\n",
        ">\n",
        "!!int ",
        "!",
        "%YAML 9.9\n",
        "---\n",
        "...\n",
        "\u0000",
        "\uFEFF",
        "é",
        "999999999999999999999",
        "-1",
        "1e999",
        "~",
        "? ",
        "<<: ",
        "#",
        "@"
    };

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"connections/customers.yaml", "subnets/cloud.yaml", "monitors/branch-offices.yaml"})
    void mutantsOfGoodFilesEndInProblemsOrState(String name) throws IOException {
        byte[] good = Files.readAllBytes(TestFiles.ROOT.resolve("folders/good").resolve(name));
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        var random = new Random(20261121);

        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < MUTANTS; i++) {
                Files.write(file, mutant(good, random));
                var read = new ConfigurationFolder(root).read(file).orElseThrow();
                var evaluation = Evaluation.of(List.of(read));
                boolean runs = evaluation.connections().size()
                                + evaluation.subnets().size()
                                + evaluation.monitors().size()
                        == 1;
                assertEquals(runs, evaluation.problems().isEmpty());
            }
        });
    }

    private static byte[] mutant(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> splice(bytes, at, at, PIECES[random.nextInt(PIECES.length)]);
                case 1 -> splice(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)), " ");
                case 2 -> splice(bytes, at, at, PIECES[random.nextInt(PIECES.length)].repeat(300));
                default -> flipped(bytes, at, random);
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, String piece) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }
}
