package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.gatewatch.config.internal.Described;
import org.gatewatch.config.internal.settings.DescribedSettings;
import org.gatewatch.config.internal.settings.SettingKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The JSON Schemas and the reference page are made of what the readers of the files are made of. To make them anew after a
 * key has changed: {@code mvn -o verify -pl bundles/org.gatewatch.itest -am -DskipITs -Dtest=ReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dgatewatch.regenerate=true}.
 */
class ReferenceTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Path SCHEMAS = REPOSITORY.resolve("config/schema");
    private static final Path PAGE = REPOSITORY.resolve("distribution/src/main/docs/REFERENCE.md");
    private static final String HEAD = """
            # Configuration reference

            Made from the code that reads the files, by `ReferenceTest`; changes here are lost. Examples with every key are in `config/`.
            A `.yaml` file whose first line is `# yaml-language-server: $schema=../schema/monitors.json` (or `connections`, `subnets`)
            is completed and checked by editors. `gatewatch check` tells more: what editors cannot know is whether names are unique, whether
            what is referred to is there, whether durations are in their range and ends of one address family.

            ## YAML files
            """;

    @TestFactory
    Stream<DynamicTest> schemasAreMadeOfTheReadersKeys() {
        return Described.jsonSchemas().entrySet().stream()
                .map(schema -> DynamicTest.dynamicTest(
                        schema.getKey(), () -> same(schema.getValue(), SCHEMAS.resolve(schema.getKey() + ".json"))));
    }

    @Test
    void pageIsMadeOfTheReadersKeysAndMetatype() throws IOException {
        var page = new StringBuilder(HEAD).append(Described.tables()).append("\n## Settings (`*.cfg`)\n");
        DescribedSettings.all().forEach((pid, keys) -> page.append(section(pid, keys.values())));
        same(page.toString(), PAGE);
    }

    private static void same(String made, Path file) throws IOException {
        if (Boolean.getBoolean("gatewatch.regenerate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertEquals(made, Files.readString(file), () -> file + " is out of date: see ReferenceTest");
    }

    private static String section(String pid, Collection<SettingKey> keys) {
        var text = new StringBuilder(
                "\n### `" + pid + ".cfg`\n\n| key | value | default | meaning |\n|---|---|---|---|\n");
        keys.forEach(key -> text.append(
                "| `%s` | %s | %s | %s |\n".formatted(key.name(), values(key), usual(key), cell(key.description()))));
        return text.toString();
    }

    private static String values(SettingKey key) {
        return key.options().isEmpty()
                ? key.min() + (key.max().isEmpty() ? "" : " to " + key.max())
                : "`" + String.join("`, `", key.options()) + "`";
    }

    private static String usual(SettingKey key) {
        return key.usual().isEmpty() ? "–" : "`" + key.usual() + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
