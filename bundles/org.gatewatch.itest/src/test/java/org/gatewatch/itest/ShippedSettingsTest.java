package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatewatch.config.internal.settings.DescribedSettings;
import org.gatewatch.config.internal.settings.SettingKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of settings that is shipped names every key there is, with the default that the component itself has. */
class ShippedSettingsTest {
    private static final Path SHIPPED = Path.of("../../config");
    private static final Pattern SETTING = Pattern.compile("#?([A-Za-z][\\w.]*) =(?: (.*))?");

    @TestFactory
    Stream<DynamicTest> equalsTheDefaults() throws IOException {
        return DescribedSettings.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> assertEquals(usual(each.getValue()), shipped(each.getKey()))));
    }

    private static Map<String, String> usual(Map<String, SettingKey> keys) {
        var usual = new TreeMap<String, String>();
        keys.values().forEach(key -> usual.put(key.name(), key.usual()));
        return usual;
    }

    private static Map<String, String> shipped(String pid) throws IOException {
        var shipped = new TreeMap<String, String>();
        for (String line : Files.readAllLines(SHIPPED.resolve(pid + ".cfg"))) {
            var setting = SETTING.matcher(line);
            if (setting.matches()) {
                shipped.put(setting.group(1), setting.group(2) == null ? "" : setting.group(2));
            }
        }
        return shipped;
    }
}
