package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and quotas as the operator sets them. */
class ResourceSettingsTest {
    private final ResourceSettingsValidator validator = new ResourceSettingsValidator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn.account | 123 | arn.account '123': allowed is 12 digits",
                "arn.region | eu:1 | arn.region 'eu:1': allowed is 1 to 30 of a-z A-Z 0-9 -",
                "arn.partition | a b | arn.partition 'a b': allowed is 1 to 30 of a-z A-Z 0-9 -",
            })
    void saysWhatIsAllowed(String key, String value, String problem) {
        assertEquals(Optional.of(problem), validator.problem(Map.of(key, value)));
    }

    @Test
    void acceptsWhatIsShipped() throws IOException {
        assertEquals(Optional.empty(), validator.problem(shipped()));
    }

    @Test
    void shipsTheDefaults() throws Exception {
        for (var setting : shipped().entrySet()) {
            var key = ResourceConfig.class.getDeclaredMethod(setting.getKey().replace('.', '_'));
            assertEquals(String.valueOf(key.getDefaultValue()), setting.getValue(), setting.getKey());
        }
        assertEquals(ResourceConfig.class.getDeclaredMethods().length, shipped().size());
    }

    private static Map<String, String> shipped() throws IOException {
        var file = new Properties();
        try (var in = Files.newInputStream(Path.of("../../config/org.gatewatch.config.cfg"))) {
            file.load(in);
        }
        var settings = new TreeMap<String, String>();
        file.stringPropertyNames().forEach(key -> settings.put(key, file.getProperty(key)));
        return settings;
    }
}
