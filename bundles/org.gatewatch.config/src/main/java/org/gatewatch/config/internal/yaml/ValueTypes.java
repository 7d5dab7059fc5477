package org.gatewatch.config.internal.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What values may be, if neither numbers nor addresses. */
public final class ValueTypes {
    private ValueTypes() {}

    /** A list of mappings, which are read one by one. */
    public static ValueType<List<Value>> list(String ofWhat, Form item) {
        return ValueType.of(item.listed("a list of " + ofWhat), value -> {
            if (!(value.node() instanceof SequenceNode sequence)) {
                value.wrong("this is " + value.kind(), "a list of " + ofWhat);
                return Optional.empty();
            }
            var items = new ArrayList<Value>();
            for (var node : sequence.getValue()) {
                items.add(new Value(node, value.key() + '[' + items.size() + ']', value.problems()));
            }
            return Optional.of(items);
        });
    }

    /** A name that fits logs, SNMP indexes and MQTT topics; the latter take no {@code /}, {@code +} or {@code #}. */
    public static ValueType<String> name() {
        var form = Form.text(
                "(?! )[^/+#\\u0000-\\u001f\\u007f-\\u00a0]{1,200}(?<! )",
                "1 to 200 printable characters other than `/` `+` `#`");
        return text(
                form,
                Pattern.compile("(?! )[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} &&[^/+#]]{1,200}(?<! )"),
                "1 to 200 printable characters other than / + #, with no space at either end");
    }

    /** Text that a pattern matches as a whole; one that the languages of all editors know. */
    public static ValueType<String> text(Pattern pattern, String allowed) {
        return text(Form.text(pattern, allowed), pattern, allowed);
    }

    private static ValueType<String> text(Form form, Pattern pattern, String allowed) {
        return ValueType.of(form, value -> string(value, allowed).filter(text -> {
            boolean isAllowed = pattern.matcher(text).matches();
            if (!isAllowed) {
                value.wrong("not of this form", allowed);
            }
            return isAllowed;
        }));
    }

    public static ValueType<UUID> uuid() {
        var form = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        var type = text(form, "a UUID, such as 5b6c5d0e-7c6e-4d8e-9b53-0c3b0f6d2a11");
        return ValueType.of(
                type.form().inWords("a UUID"), value -> type.read(value).map(UUID::fromString));
    }

    /** One of the constants of an enumeration, in exactly its letters. */
    public static <E extends Enum<E>> ValueType<E> oneOf(List<E> constants) {
        var names = constants.stream().map(Enum::name).toList();
        String allowed = String.join(", ", names);
        return ValueType.of(Form.oneOf(names), value -> string(value, allowed).flatMap(text -> {
            var constant = constants.stream().filter(c -> c.name().equals(text)).findFirst();
            if (constant.isEmpty()) {
                value.wrong("none of these words", allowed);
            }
            return constant;
        }));
    }

    public static ValueType<Boolean> trueOrFalse() {
        return ValueType.of(Form.BOOLEAN, value -> {
            if (!isTagged(value, Tag.BOOL)) {
                value.wrong("this is " + value.kind(), "true, false");
                return Optional.empty();
            }
            return Optional.of(Boolean.valueOf(scalarText(value)));
        });
    }

    /** Any single value, as its text. */
    public static Optional<String> scalar(Value value) {
        return value.node() instanceof ScalarNode node ? Optional.of(node.getValue()) : Optional.empty();
    }

    /** A text, or empty with a problem reported that says how a number, for example, becomes one. */
    static Optional<String> string(Value value, String allowed) {
        if (isTagged(value, Tag.STR)) {
            return Optional.of(scalarText(value));
        }
        boolean canBeQuoted =
                value.node() instanceof ScalarNode node && !node.getTag().equals(Tag.NULL);
        value.wrong("this is " + value.kind() + (canBeQuoted ? " unless put in quotes" : ""), allowed);
        return Optional.empty();
    }

    static boolean isTagged(Value value, Tag tag) {
        return value.node() instanceof ScalarNode && value.node().getTag().equals(tag);
    }

    static String scalarText(Value value) {
        return scalar(value).orElse("");
    }
}
