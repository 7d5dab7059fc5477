package org.gatewatch.history.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.SettingsValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistorySettingsTest {
    private static final Path SHIPPED = Path.of("../../config/org.gatewatch.history.cfg");

    private final SettingsValidator validator =
            ServiceLoader.load(SettingsValidator.class).findFirst().orElseThrow();

    private static Path file(String name) {
        return Path.of("src/test/resources/config", name + ".cfg");
    }

    private static HistorySettings settings(String name) {
        return HistorySettings.of(ConfigFiles.read(file(name)));
    }

    private static HistorySettings of(boolean enabled, int days, long mib, int hours, long samplesMib) {
        return new HistorySettings(
                enabled,
                new Retention(Duration.ofDays(days).toSeconds(), mib << 20),
                new Retention(Duration.ofHours(hours).toSeconds(), samplesMib << 20));
    }

    @Test
    void hasTheseDefaults() {
        assertEquals(of(true, 7, 512, 24, 64), settings("accepted-empty"));
    }

    @Test
    void takesEveryKey() {
        assertEquals(of(false, 3_650, 16, 168, 65_536), settings("accepted-everything"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rejected-days-zero      | periods.days "0": allowed is a whole number, 1 to 3650
            rejected-days-too-many  | periods.days "3651": allowed is a whole number, 1 to 3650
            rejected-disk-too-small | disk.mib "15": allowed is a whole number, 16 to 65536
            rejected-disk-too-large | disk.mib "65537": allowed is a whole number, 16 to 65536
            rejected-hours          | samples.hours "169": allowed is a whole number, 1 to 168
            rejected-samples-disk   | samples.disk.mib "15": allowed is a whole number, 16 to 65536
            """)
    void rejectsNamingKeyValueAndWhatIsAllowed(String file, String message) {
        String said = message.replace('"', '\'');

        assertEquals(
                said,
                assertThrows(IllegalArgumentException.class, () -> settings(file))
                        .getMessage());
        assertEquals(Optional.of(said), validator.problem(ConfigFiles.texts(file(file))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted-empty", "accepted-everything"})
    void acceptsWhatTheHistoryRunsWith(String name) {
        assertEquals(Optional.empty(), validator.problem(ConfigFiles.texts(file(name))));
    }

    @Test
    void shippedFileNamesEveryKeyWithItsDefault() {
        assertEquals(settings("accepted-empty"), HistorySettings.of(ConfigFiles.read(SHIPPED)));
        Set<String> keys = Arrays.stream(HistoryConfig.class.getDeclaredMethods())
                .map(ConfigFiles::name)
                .collect(Collectors.toSet());
        assertEquals(keys, ConfigFiles.properties(SHIPPED).keySet());
    }
}
