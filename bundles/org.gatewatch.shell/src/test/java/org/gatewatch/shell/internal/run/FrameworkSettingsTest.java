package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameworkSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "connections, false",
        "monitors, false",
        "branch-offices.yaml, false",
        "org.gatewatch.snmp.cfg, true",
        "branch-offices.yml, false",
        "org.gatewatch.snmp.cfg.example, false",
        "branch-offices.yaml.example, false",
        "branch-offices.yaml~, false",
        ".branch-offices.yaml.swp, false",
        ".#branch-offices.yaml, false",
        "README.md, false",
        "evil.jar, false"
    })
    void looksOnlyAtSettings(String name, boolean looked) {
        assertEquals(looked, name.matches(FrameworkSettings.FILES_READ));
    }
}
