package org.gatewatch.config.internal.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the Metatype resource of the tests, {@code OSGI-INF/metatype/org.gatewatch.sample.xml}, and that of this bundle. */
class SettingsCheckTest {
    private static final Path ROOT = Path.of("src/test/resources/config/settings");

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "accepted-not-literal", "accepted-together-unknown"})
    void acceptsAllowedKeysAndValues(String folder) {
        assertEquals(List.of(), told(folder));
    }

    @Test
    void namesNearestFileWhenNobodyReadsIt() {
        assertEquals(
                List.of("org.gatewatch.sampel.cfg: no bundle reads a file of this name (did you mean"
                        + " org.gatewatch.sample.cfg?) (allowed: org.gatewatch.config.cfg,"
                        + " org.gatewatch.sample.cfg, org.gatewatch.sample.factory.cfg)"),
                told("rejected-unknown-pid"));
    }

    @Test
    void namesLineAndNearestKeyOfUnknownKey() {
        assertEquals(
                List.of("org.gatewatch.sample.cfg:3:1: portt: unknown key (did you mean port?)"
                        + " (allowed: enabled, level, name, password, port, ratio)"),
                told("rejected-unknown-key"));
    }

    @Test
    void saysWhichTypeIsNeeded() {
        assertEquals(
                List.of(
                        "org.gatewatch.sample.cfg:1:1: port: 'many': not of this form (allowed: a whole number from 1 up to 65535)",
                        "org.gatewatch.sample.cfg:2:1: enabled: 'yes': not of this form (allowed: true or false)",
                        "org.gatewatch.sample.cfg:3:1: ratio: 'half': not of this form (allowed: a number)"),
                told("rejected-wrong-type"));
    }

    @Test
    void saysWhichRangeAndOptionsAreAllowed() {
        assertEquals(
                List.of(
                        "org.gatewatch.sample.cfg:1:1: port: '0': not of this form (allowed: a whole number from 1 up to 65535)",
                        "org.gatewatch.sample.cfg:2:3: level: 'MEDIUM': not of this form (allowed: one of LOW, HIGH)"),
                told("rejected-out-of-range"));
    }

    @Test
    void namesBothPlacesOfKeyGivenTwice() {
        assertEquals(
                List.of("org.gatewatch.sample.cfg:3:1: port: given twice; its first value is at "
                        + ROOT.resolve("rejected-given-twice/org.gatewatch.sample.cfg") + ":1:1 (allowed: once)"),
                told("rejected-given-twice"));
    }

    @Test
    void neverShowsValueOfSecret() {
        assertEquals(
                List.of("org.gatewatch.sample.cfg:1:1: password: not of this form (allowed: one of secret)"),
                told("rejected-secret"));
    }

    @Test
    void refusesCombinationThatComponentRefuses() {
        assertEquals(
                List.of("org.gatewatch.sample.cfg:1:1: level: 'HIGH': needs a password"), told("rejected-together"));
    }

    @Test
    void asksComponentOnlyAboutValuesThatAreAllowed() {
        assertEquals(
                List.of(
                        "org.gatewatch.sample.cfg:1:1: port: '0': not of this form (allowed: a whole number from 1 up to 65535)"),
                told("rejected-together-and-alone"));
    }

    @Test
    void namesLineOfMalformedEscape() {
        assertEquals(
                List.of("org.gatewatch.sample.cfg:3:1: Malformed \\uxxxx encoding. (allowed: Java properties)"),
                told("rejected-escape"));
    }

    private static List<String> told(String folder) {
        Path path = ROOT.resolve(folder);
        return SettingsCheck.check(path, SettingsCheckTest.class.getClassLoader()).stream()
                .map(problem -> problem.toString().substring(path.toString().length() + 1))
                .toList();
    }
}
