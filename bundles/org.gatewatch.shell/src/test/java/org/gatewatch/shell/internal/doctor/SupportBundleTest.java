package org.gatewatch.shell.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupportBundleTest {
    @TempDir
    Path folder;

    @Test
    void holdsConfigurationWithoutSecretsAndNoKeys() throws IOException {
        write("config/org.gatewatch.mqtt.cfg", "username = me\npassword = Geheim\n");
        write("config/monitors/m.yaml", "monitorName: m\n");
        write("config/http.keys", "key=A secret=Geheim\n");
        write("config/server.key", "Geheim");
        try (var bundle = SupportBundle.create(file(), Set.of())) {
            bundle.addConfiguration(folder.resolve("config"));
        }
        var texts = texts();
        assertEquals(Set.of("config/monitors/m.yaml", "config/org.gatewatch.mqtt.cfg"), texts.keySet());
        assertEquals("username = me\npassword = (secret)\n", texts.get("config/org.gatewatch.mqtt.cfg"));
        assertFalse(texts.toString().contains("Geheim"));
    }

    @Test
    void tellsOfTheHostAndListsTheDataFolder() throws IOException {
        write("data/history/periods.mv", "12345");
        try (var bundle = SupportBundle.create(file(), Set.of())) {
            bundle.addHost(folder.resolve("data"));
        }
        var texts = texts();
        assertTrue(texts.get("host.txt").contains("MemAvailable"), texts.get("host.txt"));
        assertTrue(texts.get("data.txt").contains("5 history/periods.mv"), texts.get("data.txt"));
    }

    @Test
    void isForItsOwnerOnlyAndReplacesNothing() throws IOException {
        SupportBundle.create(file(), Set.of()).close();
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertThrows(FileAlreadyExistsException.class, () -> SupportBundle.create(file(), Set.of()));
    }

    private Path file() {
        return folder.resolve("bundle.zip");
    }

    private Map<String, String> texts() throws IOException {
        var texts = new TreeMap<String, String>();
        try (var zip = new ZipFile(file().toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    texts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
