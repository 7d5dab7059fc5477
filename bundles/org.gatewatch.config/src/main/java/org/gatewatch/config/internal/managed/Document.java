package org.gatewatch.config.internal.managed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatewatch.config.internal.yaml.YamlText;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

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

    /** Stands for null, which a map of values has no place for. */
    private static final Object NOTHING = new Object();

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
        return new Compose(LOAD)
                .composeString(new String(text, StandardCharsets.UTF_8))
                .filter(MappingNode.class::isInstance)
                .map(node -> new Document(mapping((MappingNode) node)))
                .orElseGet(Document::empty);
    }

    /** What a scalar means that is not in quotes. */
    static Object meaning(String text) {
        return Objects.requireNonNullElse(new Load(LOAD).loadFromString(text), NOTHING);
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
                given.forEach(item -> items.add(keys(item)));
            }
            root.put(key, items);
            return items;
        });
    }

    /** The whole as text. */
    public byte[] text() {
        return (HEADING + new Dump(DUMP, new Representer()).dumpToString(root)).getBytes(StandardCharsets.UTF_8);
    }

    /** A mapping of this document's own. */
    @SuppressWarnings("unchecked") // all of them are made by mapping()
    private static Map<String, Object> keys(Object item) {
        return item instanceof Map<?, ?> ? (Map<String, Object>) item : new LinkedHashMap<>();
    }

    private static Object value(Node node) {
        if (node instanceof MappingNode given) {
            return mapping(given);
        }
        if (node instanceof SequenceNode given) {
            return new ArrayList<>(
                    given.getValue().stream().map(Document::value).toList());
        }
        String text = ((ScalarNode) node).getValue();
        return node.getTag().equals(Tag.STR) ? text : new Written(text, node.getTag());
    }

    private static Map<String, Object> mapping(MappingNode given) {
        var copy = new LinkedHashMap<String, Object>();
        for (NodeTuple pair : given.getValue()) {
            if (pair.getKeyNode() instanceof ScalarNode key) {
                copy.put(key.getValue(), value(pair.getValueNode()));
            }
        }
        return copy;
    }

    /** What is neither text nor a collection is written as it was. */
    private static final class Representer extends StandardRepresenter {
        Representer() {
            super(DUMP);
            representers.put(Written.class, it -> {
                var written = (Written) it;
                return representScalar(written.tag(), written.text(), ScalarStyle.PLAIN);
            });
        }
    }
}
