package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.config.internal.FolderByHand;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A JSON Schema takes what our reader takes, and refuses what it refuses but for what a schema cannot say. Held against each
 * other by python3-jsonschema, on all files of the reader's own tests and on thousands that were made of them.
 */
class JsonSchemaTest {
    private static final Path CORPUS = Path.of("../org.gatewatch.config/src/test/resources/config");
    private static final Path EXAMPLES = Path.of("../../config");
    private static final Path SCHEMAS = Path.of("../../config/schema");
    private static final int MUTANTS_PER_FILE = 15;

    /** What our reader says of things that a schema cannot know: other places, values of durations, characters, forms of IPv6. */
    private static final Pattern BEYOND_SCHEMAS = Pattern.compile(
            "already at|already given|given twice|same address family|above the level|out of range|there is no such time"
                    + "|choice of families|printable characters|IPv4 or IPv6 address|address of one host|name of an interface"
                    + "|a time in UTC|no such percentage|this is (?!text)|no VPN connection has|no subnet has|KB of memory|tagged"
                    + "|characters\\)$");

    private static final List<String> VALUES = List.of(
            "",
            "~",
            "0",
            "1",
            "-1",
            "55",
            "56",
            "8501",
            "65536",
            "1.5",
            "100.5",
            "true",
            "'true'",
            "text",
            "'a/b'",
            "' x'",
            "10ms",
            "1s",
            "2h",
            "1",
            "1m30s",
            "ICMP",
            "TCP",
            "UDP",
            "icmp",
            "ef",
            "af44",
            "64",
            "0x64",
            "0xg",
            "[]",
            "{}",
            "[1]",
            "{a: 1}",
            "203.0.113.1",
            "203.0.113.256",
            "224.0.0.1",
            "0.0.0.0",
            "2001:db8::1",
            "vpn.example.com",
            "a_b",
            "10.0",
            "eth0",
            "wan.12",
            "an-interface-too-long",
            "IPV4",
            "ANY",
            "5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11",
            "5b6c5d0e",
            "vpc-01234567",
            "vpc-0",
            "2026-01-31T12:00:00Z",
            "probe-0123456789abcdefghijklmno",
            "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0123456789abcdef0");

    @TempDir
    Path root;

    /** One document, as our reader and as JSON has it. */
    private record Sample(String text, List<ConfigurationProblem> problems, String json) {}

    @ParameterizedTest
    @ValueSource(strings = {"monitors", "connections", "subnets"})
    void takesAndRefusesWhatTheReaderDoes(String folder) throws Exception {
        assumeTrue(hasValidator(), "SKIPPED: needs python3-jsonschema");
        var samples = samples(folder);
        List<Boolean> valid = validate(SCHEMAS.resolve(folder + ".json"), samples);
        int refused = 0;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            var told = sample.problems().stream()
                    .filter(problem ->
                            !BEYOND_SCHEMAS.matcher(problem.message()).find())
                    .toList();
            refused += valid.get(i) ? 0 : 1;
            if (valid.get(i)) {
                assertEquals(List.of(), told, () -> "the schema takes\n" + sample.text());
            } else {
                assertTrue(!sample.problems().isEmpty(), () -> "the schema refuses\n" + sample.text());
            }
        }
        assertTrue(refused > samples.size() / 4 && refused < samples.size(), refused + " of " + samples.size());
    }

    private List<Sample> samples(String folder) throws IOException {
        var texts = new ArrayList<String>();
        for (Path from : List.of(CORPUS.resolve(folder), EXAMPLES.resolve(folder))) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(f -> f.toString().matches(".*\\.yaml(\\.example)?"))
                        .sorted()
                        .toList()) {
                    texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        var samples = new ArrayList<Sample>();
        var random = new Random(20261121);
        for (String text : texts) {
            sample(folder, text).ifPresent(samples::add);
            for (int i = 0; i < MUTANTS_PER_FILE; i++) {
                sample(folder, mutant(text, random)).ifPresent(samples::add);
            }
        }
        return samples;
    }

    /** Empty when it is no YAML, or says a key twice: no schema gets to see that. */
    private Optional<Sample> sample(String folder, String text) throws IOException {
        Path file = Files.createDirectories(root.resolve(folder)).resolve("a.yaml");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        var reader = new FolderByHand(root);
        reader.look();
        boolean isYaml = reader.problems().stream()
                .noneMatch(problem -> problem.message().startsWith("not ")
                        || problem.message().startsWith("says nothing")
                        || problem.message().startsWith("character U+"));
        return isYaml ? json(utf8(text)).map(json -> new Sample(text, reader.problems(), json)) : Optional.empty();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "");
    }

    private static Optional<String> json(String text) {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
            return Optional.of(new GsonBuilder().serializeNulls().create().toJson(document));
        } catch (YamlEngineException | IllegalArgumentException | ClassCastException e) {
            return Optional.empty();
        }
    }

    /** Changes a value or a key, drops or doubles a line. */
    private static String mutant(String text, Random random) {
        var lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(Math.max(1, lines.size()));
        if (lines.isEmpty()) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        String line = lines.get(at);
        String value = VALUES.get(random.nextInt(VALUES.size()));
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.set(at, line.replaceFirst("([a-z])([a-zA-Z]*):", "$1x$2:"));
            case 2 -> lines.set(at, line.replaceFirst("([A-Za-z]+): [^,{}\\[\\]]+", "$1: " + value));
            default -> lines.set(at, line.replaceFirst(": [^#]*$", ": " + value));
        }
        return String.join("\n", lines) + "\n";
    }

    private static boolean hasValidator() throws Exception {
        boolean has =
                new ProcessBuilder("python3", "-c", "import jsonschema").start().waitFor() == 0;
        if (!has) {
            System.err.println("SKIPPED: JsonSchemaTest needs python3-jsonschema");
        }
        return has;
    }

    private List<Boolean> validate(Path schema, List<Sample> samples) throws Exception {
        Path documents = root.resolve("documents.json");
        Files.writeString(
                documents,
                "[" + String.join(",\n", samples.stream().map(Sample::json).toList()) + "]");
        String program = """
                import json, sys, jsonschema
                schema = json.load(open(sys.argv[1], encoding='utf-8'))
                jsonschema.Draft7Validator.check_schema(schema)
                validator = jsonschema.Draft7Validator(schema)
                print(json.dumps([validator.is_valid(d) for d in json.load(open(sys.argv[2], encoding='utf-8'))]))
                """;
        var process = new ProcessBuilder("python3", "-c", program, schema.toString(), documents.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return Stream.of(new Gson().fromJson(out, Boolean[].class)).toList();
    }
}
