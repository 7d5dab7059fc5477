package org.gatewatch.config.internal.yaml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that a mapping may have, and no others. */
public final class Schema {
    private final String what;
    private final List<Key<?>> keys;
    private final List<String> names;
    private final String rules;

    /** @param what how messages call such a mapping, for example {@code probe} */
    public Schema(String what, Key<?>... keys) {
        this(what, List.of(keys));
    }

    /** The same for keys that are put together elsewhere. */
    public Schema(String what, List<? extends Key<?>> keys) {
        this(what, keys, "");
    }

    private Schema(String what, List<? extends Key<?>> keys, String rules) {
        this.what = what;
        this.rules = rules;
        this.keys = List.copyOf(keys);
        this.names = this.keys.stream().map(Key::name).toList();
    }

    /**
     * The same with what its keys may not say together, which its reader checks.
     *
     * @param jsonRules members of a JSON Schema, for example {@code "oneOf": [...]}
     */
    public Schema where(String jsonRules) {
        return new Schema(what, keys, rules + ", " + jsonRules);
    }

    /** All keys, in order. */
    public List<Key<?>> keys() {
        return keys;
    }

    /** Such a mapping as data. */
    public Form form() {
        String properties = keys.stream().map(Schema::property).distinct().collect(Collectors.joining(", "));
        String required = keys.stream()
                .filter(Key::isRequired)
                .map(key -> Form.quoted(key.name()))
                .collect(Collectors.joining(", "));
        String json = "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {" + properties
                + "}, \"required\": [" + required + "]" + rules + "}";
        return new Form(json, "a mapping, see " + what);
    }

    private static String property(Key<?> key) {
        String type = key.type().form().json();
        String usual = key.usual().isEmpty() ? "" : " Default: " + key.usual() + ".";
        String says = key.doc().isEmpty() ? "" : ", \"description\": " + Form.quoted(key.doc() + usual);
        return Form.quoted(key.name()) + ": " + type.substring(0, type.length() - 1) + says + "}";
    }

    /** The mapping; it has only allowed keys, each once and none missing, unless problems were reported. */
    public Optional<Section> section(Value value) {
        var entries = value.entries();
        if (entries.isEmpty()) {
            value.wrong("this is " + value.kind(), "a mapping with the keys " + String.join(", ", names));
        }
        return entries.map(pairs -> new Section(value, values(value, pairs)));
    }

    /** What a key's value may be, in plain words. */
    static String allowed(Key<?> key) {
        return key.type().form().words().replace("`", "");
    }

    private Map<String, Value> values(Value mapping, List<Value.Entry> entries) {
        var values = new HashMap<String, Value>();
        for (var entry : entries) {
            String name = ValueTypes.scalar(entry.name()).orElse("?");
            if (!names.contains(name)) {
                String hint = NearestWord.hint(name, names);
                entry.wrongKey("unknown key" + hint, String.join(", ", names));
            } else if (values.putIfAbsent(name, entry.value()) != null) {
                Place first = values.get(name).place();
                entry.wrongKey("given twice; its first value is at " + first, "once");
            }
        }
        for (Key<?> key : keys) {
            if (key.isRequired() && !values.containsKey(key.name())) {
                mapping.at(mapping.node(), key.name()).wrongKey("missing; a " + what + " needs this key", allowed(key));
            }
        }
        return values;
    }
}
