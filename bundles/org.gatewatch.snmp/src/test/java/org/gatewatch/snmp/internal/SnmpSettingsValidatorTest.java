package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.gatewatch.api.desired.SettingsValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnmpSettingsValidatorTest {
    private static final Path CASES = Path.of("src/test/resources/config");

    private final SettingsValidator validator =
            ServiceLoader.load(SettingsValidator.class).findFirst().orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listen-on-name",
                "public-on-lan",
                "community-too-long",
                "nobody-may-read",
                "user-too-long",
                "passphrase-missing",
                "passphrase-too-short",
                "location-too-long"
            })
    void refusesInTheWordsOfTheRunningAgent(String file) throws IOException {
        var config = ConfigFile.read(CASES.resolve(file + ".cfg"));
        var refusal = assertThrows(IllegalArgumentException.class, () -> SnmpSettings.of(config.typed()));

        assertEquals(Optional.of(refusal.getMessage()), validator.problem(config.texts()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3-on-every-address", "community-on-lan"})
    void acceptsWhatTheAgentRunsWith(String file) throws IOException {
        assertEquals(
                Optional.empty(),
                validator.problem(ConfigFile.read(CASES.resolve(file + ".cfg")).texts()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"community-too-long", "passphrase-too-short"})
    void neverTellsASecret(String file) throws IOException {
        var texts = ConfigFile.read(CASES.resolve(file + ".cfg")).texts();
        var problem = validator.problem(texts).orElseThrow();

        texts.forEach((key, value) -> assertFalse(
                !value.isEmpty()
                        && (key.contains("passphrase") || key.contains("community"))
                        && problem.contains(value),
                problem));
    }

    @Test
    void knowsTheAgentsPid() {
        assertEquals("org.gatewatch.snmp", validator.pid());
    }
}
