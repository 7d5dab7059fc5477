package org.gatewatch.snmp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStateTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsTheEngineIdAndCountsBoots() throws IOException {
        var first = EngineState.boot(folder.resolve("snmp"));
        var second = EngineState.boot(folder.resolve("snmp"));

        assertEquals(1, first.boots());
        assertEquals(new EngineState(first.engineId(), 2), second);
    }

    @Test
    void makesADifferentEngineIdInEveryFolder() throws IOException {
        var first = EngineState.boot(folder.resolve("a"));
        var second = EngineState.boot(folder.resolve("b"));

        assertNotEquals(first.engineId(), second.engineId());
        assertTrue(first.engineId().matches("80001f8805[0-9a-f]{24}"), first.engineId());
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        EngineState.boot(folder);

        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("engine"))));
    }

    @Test
    void refusesADamagedFileAndLeavesItAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("engine"), "engineId=80001f88\n");

        var refusal = assertThrows(IOException.class, () -> EngineState.boot(folder));

        assertEquals(
                file + " is damaged: restore it, or delete it and make managers discover this engine again",
                refusal.getMessage());
        assertEquals("engineId=80001f88\n", Files.readString(file));
    }

    @Test
    void replacesWhatACrashLeftBehind() throws IOException {
        var first = EngineState.boot(folder);
        Files.writeString(folder.resolve("engine.new"), "half a fi");

        assertEquals(new EngineState(first.engineId(), 2), EngineState.boot(folder));
    }

    @Test
    void staysAtTheLargestNumberOfBoots() throws IOException {
        Files.writeString(folder.resolve("engine"), "engineId=80001f880501\nboots=2147483647\n");

        assertEquals(new EngineState("80001f880501", Integer.MAX_VALUE), EngineState.boot(folder));
    }
}
