package org.gatewatch.config.internal.yaml;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a value may be, as data: for editors, which complete and check by it, and for the reference page. It stands beside the
 * code that reads the value, so that both are made of the same limits; a test holds them against each other.
 *
 * @param json a JSON Schema (draft 7)
 * @param words the same for people
 */
public record Form(String json, String words) {
    /** True or false. */
    static final Form BOOLEAN = new Form("{\"type\": \"boolean\"}", "`true` or `false`");

    /** A whole number. */
    static Form integer(long min, long max) {
        return new Form(
                "{\"type\": \"integer\", \"minimum\": " + min + ", \"maximum\": " + max + "}", min + " to " + max);
    }

    /** A text that the pattern matches as a whole. */
    static Form text(Pattern pattern, String words) {
        return text(pattern.pattern(), words);
    }

    /** The same for a pattern that is not Java's: only what the languages of all editors know. */
    static Form text(String pattern, String words) {
        return new Form("{\"type\": \"string\", \"pattern\": " + quoted("^(?:" + pattern + ")$") + "}", words);
    }

    /** One of some texts. */
    static Form oneOf(List<String> texts) {
        String list = texts.stream().map(Form::quoted).collect(Collectors.joining(", "));
        return new Form("{\"enum\": [" + list + "]}", "`" + String.join("`, `", texts) + "`");
    }

    /** The same of what any of the forms takes. */
    static Form anyOf(String words, Form... forms) {
        String list = List.of(forms).stream().map(Form::json).collect(Collectors.joining(", "));
        return new Form("{\"anyOf\": [" + list + "]}", words);
    }

    /** A list. */
    public Form listed(String words) {
        return new Form("{\"type\": \"array\", \"items\": " + json + "}", words);
    }

    /** The same in other words. */
    public Form inWords(String otherWords) {
        return new Form(json, otherWords);
    }

    /** As JSON has a text. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
