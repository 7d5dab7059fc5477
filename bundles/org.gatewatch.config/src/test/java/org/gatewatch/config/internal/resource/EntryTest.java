package org.gatewatch.config.internal.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatewatch.api.resource.ResourceException;
import org.gatewatch.api.resource.Settings;
import org.gatewatch.config.internal.managed.Written;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.nodes.Tag;

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
    void refusesToTakeAnItemOfAListBack() {
        var refusal = assertThrows(ResourceException.class, () -> put(FILE, "probes", List.of("a", Optional.empty())));

        assertEquals(ResourceException.Kind.VALIDATION, refusal.kind());
    }

    @Test
    void keepsTheTextOfWhatMeansTheSame() {
        var asWritten = new Written("1.10", Tag.FLOAT);

        assertEquals(Map.of("a", asWritten), put(Map.of("a", asWritten), "a", 1.1));
    }

    @Test
    void takesWholeMappingsBack() {
        var values = new LinkedHashMap<>(FILE);
        new Entry(values).put(Settings.NONE.without("thresholds"));

        assertEquals(Map.of(), values);
    }
}
