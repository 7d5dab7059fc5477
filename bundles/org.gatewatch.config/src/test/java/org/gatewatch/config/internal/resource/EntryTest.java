package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.resource.Settings;
import org.junit.jupiter.api.Test;

/** What a client says, over what a file says. */
class EntryTest {
    private static final Map<String, Object> FILE =
            Map.of("thresholds", Map.of("downAfter", 5, "loss", Map.of("raise", 10, "clear", 5)));

    private static Map<String, Object> put(Map<String, Object> before, String key, Object value) {
        var values = new LinkedHashMap<>(before);
        new Entry(values).put(Settings.NONE.with(key, value));
        return values;
    }

    @Test
    void mergesMappingsKeyByKey() {
        assertEquals(
                Map.of("thresholds", Map.of("downAfter", 5, "upAfter", 9, "loss", Map.of("raise", 20, "clear", 5))),
                put(FILE, "thresholds", Map.of("upAfter", 9, "loss", Settings.NONE.with("raise", 20))));
    }

    @Test
    void takesKeysOfMappingsBack() {
        assertEquals(
                Map.of("thresholds", Map.of("loss", Map.of("raise", 10, "clear", 5))),
                put(FILE, "thresholds", Map.of("downAfter", Optional.empty())));
    }

    @Test
    void leavesNoEmptyMapping() {
        assertEquals(Map.of(), put(Map.of("tags", Map.of(1, "a")), "tags", Map.of("1", Optional.empty())));
    }

    @Test
    void writesNothingForKeysThatWereNeverThere() {
        assertEquals(Map.of("tags", Map.of("a", "b")), put(Map.of(), "tags", Map.of("a", "b", "x", Optional.empty())));
    }

    @Test
    void takesWholeMappingsBack() {
        var values = new LinkedHashMap<>(FILE);
        new Entry(values).put(Settings.NONE.without("thresholds"));

        assertEquals(Map.of(), values);
    }
}
