package org.gatewatch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration may say. */
class HttpSettingsTest {
    private static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    @Test
    void isOffOnTheLoopbackByDefault() {
        var config = Configs.of(Map.of());
        var settings = HttpSettings.of(config, "gw1");

        assertEquals(false, config.enabled());
        assertEquals("/127.0.0.1:8443", settings.address().toString());
        assertEquals(true, settings.tls());
        assertEquals(300, settings.clockSkew().toSeconds());
        assertEquals(64, settings.connections());
    }

    @Test
    void shipsFileThatSaysTheDefaults() throws IOException {
        var shipped = read(Path.of("../../config/org.gatewatch.http.cfg"));

        assertEquals(HttpSettings.of(Configs.of(Map.of()), "gw1"), HttpSettings.of(Configs.of(shipped), "gw1"));
        assertEquals("false", shipped.get("enabled"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain-http-for-all|tls 'false': plain HTTP is allowed on a loopback address only, not on 0.0.0.0",
                "address-name|address 'localhost': needed is an IPv4 or IPv6 address",
                "port-too-large|port '65536': allowed is a whole number, 0 to 65535",
                "certificate-without-key|tls.certificate and tls.key: both or none must be set",
                "region|region 'eu/de': allowed are 0 to 30 of a-z A-Z 0-9 -",
                "clock-skew|clock.skew.seconds '5': allowed is a whole number, 10 to 3600",
                "connections|connections '0': allowed is a whole number, 1 to 1000",
                "project-id|project.id 'x': allowed are 32 of 0-9 a-f"
            })
    void refusesNamingKeyValueAndWhatIsAllowed(String file, String message) throws IOException {
        var settings = read(Path.of("src/test/resources/config/rejected-" + file + ".cfg"));
        var config = Configs.of(settings);

        var refusal = assertThrows(IllegalArgumentException.class, () -> HttpSettings.of(config, "gw1"));

        assertEquals(message, refusal.getMessage());
        assertEquals(message, new HttpSettingsValidator().problem(settings).orElseThrow());
    }

    @Test
    void acceptsEverythingSet() throws IOException {
        var settings = read(Path.of("src/test/resources/config/accepted-everything.cfg"));

        assertEquals("eu-de", HttpSettings.of(Configs.of(settings), "gw1").region());
    }
}
