package org.gatewatch.shell.internal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * To make the page anew after a command has changed: {@code mvn -o verify -pl bundles/org.gatewatch.shell -am -DskipITs
 * -Dtest=ManPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgatewatch.regenerate=true}.
 */
class ManPageTest {
    private static final Path PAGE = Path.of("../../distribution/src/main/image/share/man/man1/gatewatch.1");

    @Test
    void isMadeOfTheCommandLine() throws IOException {
        String made = Roff.of(Main.commandLine(Installation.of(Path.of("/usr/share/gatewatch"), Map.of(), "0"), false));
        if (Boolean.getBoolean("gatewatch.regenerate")) {
            Files.writeString(PAGE, made);
        }
        assertEquals(made, Files.readString(PAGE), () -> PAGE + " is out of date: see ManPageTest");
    }
}
