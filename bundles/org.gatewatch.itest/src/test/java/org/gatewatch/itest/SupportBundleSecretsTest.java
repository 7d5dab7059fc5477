package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.gatewatch.api.desired.ConfigurationCheck;
import org.gatewatch.config.internal.settings.DescribedSettings;
import org.gatewatch.config.internal.settings.SettingKey;
import org.gatewatch.shell.internal.doctor.SupportBundle;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever key of a shipped file Metatype types as a password, a value in it does not come into a support bundle. */
class SupportBundleSecretsTest {
    private static final Path SHIPPED = Path.of("../../config");
    private static final String HIDDEN = "Geheim-4711";
    /** A user of v3.users; every other secret is one word, or several. */
    private static final String VALUE = "noc SHA-512 " + HIDDEN + " AES-256 " + HIDDEN;

    private record SecretKey(String pid, String name) {}

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> leavesOutEverySecret() throws IOException {
        return secretKeys().stream()
                .map(key -> DynamicTest.dynamicTest(
                        key.pid() + " " + key.name(),
                        () -> assertFalse(bundleWith(key).contains(HIDDEN))));
    }

    @Test
    void looksAtKeysWhoseNamesDoNotTell() throws IOException {
        assertTrue(secretKeys().contains(new SecretKey("org.gatewatch.snmp", "v3.users")));
    }

    private static List<SecretKey> secretKeys() throws IOException {
        return DescribedSettings.all().entrySet().stream()
                .flatMap(pid -> pid.getValue().values().stream()
                        .filter(SettingKey::isSecret)
                        .map(key -> new SecretKey(pid.getKey(), key.name())))
                .toList();
    }

    /** All texts of the support bundle about the shipped file, in which the key has a value. */
    private String bundleWith(SecretKey key) throws IOException {
        String file = key.pid() + ".cfg";
        var line = Pattern.compile("(?m)^#?" + Pattern.quote(key.name()) + " =.*$")
                .matcher(Files.readString(SHIPPED.resolve(file)));
        assertTrue(line.find(), "the shipped file has the key");
        Path config = Files.createDirectories(folder.resolve(key.name()));
        Files.writeString(config.resolve(file), line.replaceFirst(key.name() + " = " + VALUE));
        Path zip = folder.resolve(key.name() + ".zip");
        var check = ServiceLoader.load(ConfigurationCheck.class).findFirst().orElseThrow();
        try (var bundle = SupportBundle.create(zip, check.secretKeys())) {
            bundle.addConfiguration(config);
        }
        return textsIn(zip);
    }

    private static String textsIn(Path zip) throws IOException {
        var texts = new StringBuilder();
        try (var entries = new ZipFile(zip.toFile())) {
            for (var entry : Collections.list(entries.entries())) {
                try (var in = entries.getInputStream(entry)) {
                    texts.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertFalse(texts.isEmpty());
        return texts.toString();
    }
}
