package org.gatewatch.shell.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {
    @ParameterizedTest
    @CsvSource({
        "org.apache.felix.scr, GROUND",
        "com.sun.jna, GROUND",
        "org.gatewatch.link, SELF_TEST",
        "org.gatewatch.shell, SELF_TEST",
        "org.gatewatch.config, CONFIGURATION",
        "org.apache.felix.fileinstall, FILES",
        "org.gatewatch.monitor, ALL",
        "org.gatewatch.history, CONFIGURATION",
        "org.gatewatch.mqtt, ALL"
    })
    void startsReadersOfSettingsAfterTheFilesAreRead(String bundle, Stage stage) {
        assertEquals(stage, Stage.of(bundle));
    }
}
