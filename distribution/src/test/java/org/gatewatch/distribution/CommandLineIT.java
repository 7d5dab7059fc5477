package org.gatewatch.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need neither privileges nor a running instance. */
@Timeout(120)
class CommandLineIT {
    @TempDir
    Path folder;

    @Test
    void findsItsOwnConfigurationGood() throws Exception {
        var result = Image.execute("check");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(Image.HOME.resolve("config") + ": good: 0 connections, 0 monitors, 0 probes\n", result.out());
    }

    @Test
    void findsABrokenFileBadAndSaysWhere() throws Exception {
        write(
                "monitors/broken.yaml",
                "monitorName: m\nprobes:\n  - name: p\n    destination: 192.0.2.1\n    interval: 1x\n");
        var result = Image.execute("check", "--config", folder.toString());
        assertEquals(1, result.exitCode());
        assertTrue(result.err().startsWith(folder + "/monitors/broken.yaml:5:"), result.err());
        assertTrue(result.err().endsWith(folder + ": 1 problem in 1 file\n"), result.err());
    }

    @Test
    void findsAMisspeltSettingBad() throws Exception {
        write("org.gatewatch.mqtt.cfg", "serverUrl = tcp://127.0.0.1:1883\n");
        var result = Image.execute("check", "--config", folder.toString());
        assertEquals(1, result.exitCode());
        assertTrue(result.err().contains("serverUrl"), result.err());
    }

    @Test
    void answersWrongUsageWithTwo() throws Exception {
        assertEquals(2, Image.execute("check", "--config", "/nonexistent").exitCode());
        assertEquals(2, Image.execute("run", "--nonsense").exitCode());
        assertEquals(2, Image.execute("nonsense").exitCode());
        assertEquals(2, Image.execute().exitCode());
    }

    @Test
    void saysThatNoInstanceRuns() throws Exception {
        var result = Image.execute("status", "--data", folder.toString());
        assertEquals(4, result.exitCode());
        assertEquals("gatewatch: no instance is running on data folder " + folder + "\n", result.err());
    }

    @Test
    void printsItsVersion() throws Exception {
        var result = Image.execute("version");
        assertEquals(0, result.exitCode(), result.err());
        assertTrue(result.out().matches("gatewatch \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n"), result.out());
    }

    @Test
    void shipsTheCompletionOfItsOwnCommands() throws Exception {
        var result = Image.execute("completion");
        assertEquals(
                result.out(),
                Files.readString(Image.HOME.resolve("share/bash-completion/gatewatch")),
                "renew it: bin/gatewatch completion > distribution/src/main/image/share/bash-completion/gatewatch");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
