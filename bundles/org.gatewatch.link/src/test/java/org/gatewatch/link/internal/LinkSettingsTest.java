package org.gatewatch.link.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkSettingsTest {
    private static final String KEY = "capture.buffer.kib";
    private static final Path CASES = Path.of("src/test/resources/config");

    private static LinkSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        assertEquals(Set.of(KEY), properties.stringPropertyNames());
        return LinkSettings.of(Integer.parseInt(properties.getProperty(KEY)));
    }

    @Test
    void defaultsToFourMebibytes() throws NoSuchMethodException {
        Object value = LinkConfig.class.getDeclaredMethod("capture_buffer_kib").getDefaultValue();
        assertEquals(new LinkSettings(4 << 20), LinkSettings.of((Integer) value));
    }

    @Test
    void shipsAFileThatShowsTheDefault() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../../config/org.gatewatch.link.cfg"));
        assertEquals(
                1, lines.stream().filter("#capture.buffer.kib = 4096"::equals).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smallest", "largest"})
    void acceptsTheLimits(String name) throws IOException {
        LinkSettings settings = read(CASES.resolve(name + ".cfg"));
        assertEquals(name.equals("smallest") ? 2 << 20 : 64 << 20, settings.captureBufferBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-buffer-2047", "invalid-buffer-65537"})
    void rejectsWhatIsOutOfRange(String name) {
        Exception rejected = assertThrows(IllegalArgumentException.class, () -> read(CASES.resolve(name + ".cfg")));
        assertEquals(
                KEY + " = " + name.substring(name.lastIndexOf('-') + 1) + ": allowed is 2048 to 65536",
                rejected.getMessage());
    }
}
