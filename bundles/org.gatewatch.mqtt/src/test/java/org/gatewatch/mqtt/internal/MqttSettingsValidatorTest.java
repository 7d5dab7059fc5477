package org.gatewatch.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.gatewatch.api.desired.SettingsValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSettingsValidatorTest {
    private final SettingsValidator validator =
            ServiceLoader.load(SettingsValidator.class).findFirst().orElseThrow();

    private static Path file(String name) {
        return Path.of("src/test/resources/config", name + ".cfg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rejected-scheme",
                "rejected-path",
                "rejected-user-info",
                "rejected-client-id-too-long",
                "rejected-password-without-username",
                "rejected-control-character-in-gateway-id"
            })
    void refusesInTheWordsOfTheRunningReporter(String name) {
        var refusal = assertThrows(
                IllegalArgumentException.class, () -> MqttSettings.of(ConfigFiles.read(file(name)), "host1"));

        assertEquals(Optional.of(refusal.getMessage()), validator.problem(ConfigFiles.texts(file(name))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted-empty", "accepted-everything", "accepted-ipv6-broker"})
    void acceptsWhatTheReporterRunsWith(String name) {
        assertEquals(Optional.empty(), validator.problem(ConfigFiles.texts(file(name))));
    }

    @Test
    void neverTellsThePassword() {
        var problem = validator.problem(Map.of("password", "hunter2")).orElseThrow();

        assertFalse(problem.contains("hunter2"), problem);
    }

    @Test
    void knowsTheReportersPid() {
        assertEquals("org.gatewatch.mqtt", validator.pid());
    }
}
