package org.gatewatch.config.internal.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A piece of a document.
 *
 * @param node what it is
 * @param key the way to it, for example {@code probes[1].interval}; empty for the document
 * @param problems where to report what is wrong with it
 */
public record Value(Node node, String key, Problems problems) {
    public Place place() {
        return problems.place(node.getStartMark());
    }

    /** Reports what is wrong with this value, and what is allowed in its place. */
    public void wrong(String what, String allowed) {
        problems.add(place(), key, text(), Problems.message(what, allowed));
    }

    /** As the file has it; empty unless it is a single value. */
    private String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** What kind of value it is, as a person would say it. */
    String kind() {
        if (node instanceof MappingNode) {
            return "a mapping of keys";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.STR)) {
            return "text";
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return "a number";
        }
        return tag.equals(Tag.BOOL) ? "true or false" : "a value tagged " + tag.getValue();
    }

    /** The pairs of a mapping, in the file's order; empty when this is no mapping. */
    public Optional<List<Entry>> entries() {
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        return Optional.of(mapping.getValue().stream().map(this::entry).toList());
    }

    /** The value of a key of this mapping; empty when there is none. */
    public Optional<Value> child(String name) {
        return entries().stream()
                .flatMap(List::stream)
                .map(Entry::value)
                .filter(value -> value.key().equals(at(node, name).key()))
                .findFirst();
    }

    private Entry entry(NodeTuple pair) {
        String name = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        return new Entry(at(pair.getKeyNode(), name), at(pair.getValueNode(), name));
    }

    /** A key and its value; both are called by the key's path. */
    public record Entry(Value name, Value value) {
        /** Reports what is wrong with the key, and shows its value: no key of these files holds a secret. */
        void wrongKey(String what, String allowed) {
            name.problems.add(name.place(), name.key, value.text(), Problems.message(what, allowed));
        }
    }

    Value at(Node child, String name) {
        return new Value(child, key.isEmpty() ? name : key + '.' + name, problems);
    }

    /** Reports what is wrong with a key that has no value. */
    void wrongKey(String what, String allowed) {
        problems.add(place(), key, "", Problems.message(what, allowed));
    }
}
