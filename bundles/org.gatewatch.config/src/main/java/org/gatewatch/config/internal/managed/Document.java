package org.gatewatch.config.internal.managed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatewatch.config.internal.yaml.YamlText;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The text of a managed file as keys and values, to be changed and written again. What a person added to the file by hand
 * stays, but for comments. Confined to one thread.
 */
public final class Document {
    private static final String HEADING = """
            # Written by Gatewatch for its clients (API, command line); `gatewatch check` says whether it is right.
            # Edit it if you like: the next change by a client keeps what you wrote, but no comments.

            """;
    private static final LoadSettings LOAD =
            LoadSettings.builder().setCodePointLimit(YamlText.MAX_BYTES).build();
    private static final DumpSettings DUMP = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setIndent(2)
            .setWidth(1_000) // a text stays on its line: people search for it
            .build();

    private final Map<String, Object> root;
    private final Map<String, List<Map<String, Object>>> lists = new HashMap<>();

    private Document(Map<String, Object> root) {
        this.root = root;
    }

    /** One that says nothing yet. */
    public static Document empty() {
        return new Document(new LinkedHashMap<>());
    }

    /**
     * The text of a file that has no problems.
     *
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is none that can be written again
     */
    public static Document of(byte[] text) {
        var loaded = new Load(LOAD).loadFromString(new String(text, StandardCharsets.UTF_8));
        return new Document(mapping(loaded));
    }

    /** Its keys and values, to be changed. */
    public Map<String, Object> root() {
        return root;
    }

    /** The mappings that stand in a list, to be changed; the list is made when it is missing. */
    public List<Map<String, Object>> items(String key) {
        return lists.computeIfAbsent(key, unused -> {
            var items = new ArrayList<Map<String, Object>>();
            if (root.get(key) instanceof List<?> given) {
                given.forEach(item -> items.add(mapping(item)));
            }
            root.put(key, items);
            return items;
        });
    }

    /** The whole as text. */
    public byte[] text() {
        return (HEADING + new Dump(DUMP).dumpToString(root)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> mapping(Object loaded) {
        var copy = new LinkedHashMap<String, Object>();
        if (loaded instanceof Map<?, ?> given) {
            given.forEach((key, value) -> copy.put(String.valueOf(key), value));
        }
        return copy;
    }
}
